/**
 * An Arduino Uno on avr8js: an ATmega328P at 16 MHz with timers 0 and 1, port B, and the serial line of its USB socket, whose
 * bytes take the time that they take on the wire.
 */
import { createRequire } from 'node:module';
import { Counter } from './counter.mjs';
import { segments } from './elf.mjs';
import { SerialLine, fail, parseArguments, run } from './machine.mjs';

const avr = createRequire(import.meta.url)('avr8js');

const CLOCK_HZ = 16_000_000;
const FLASH_BYTES = 32 * 1024;
const RAM_BYTES = 2 * 1024;
const UCSR0A = 0xc0;
const RECEIVED = 0x80;
const CAN_SEND = 0x20;

/** Reads of "nothing received" in a row, with nothing on the wire, that mean waiting. */
const IDLE_POLLS = 64;

function load(elf) {
  const flash = new Uint8Array(FLASH_BYTES).fill(0xff);
  for (const { address, bytes } of segments(elf)) {
    if (address + bytes.length > FLASH_BYTES) {
      throw new Error(`'${elf}' has bytes for address 0x${address.toString(16)}, which is not flash of this chip`);
    }
    flash.set(bytes, address);
  }
  return new Uint16Array(flash.buffer);
}

class Uno {
  constructor(elf) {
    this.line = new SerialLine();
    this.cpu = new avr.CPU(load(elf), RAM_BYTES);
    this.usart = new avr.AVRUSART(this.cpu, avr.usart0Config, CLOCK_HZ);
    this.timers = [avr.timer0Config, avr.timer1Config].map((config) => new avr.AVRTimer(this.cpu, config));
    this.port = new avr.AVRIOPort(this.cpu, avr.portBConfig);
    this.polls = 0;
    this.usart.onByteTransmit = (byte) => {
      this.polls = 0;
      this.line.send(byte);
    };
    this.cpu.readHooks[UCSR0A] = () => {
      const state = this.cpu.data[UCSR0A];
      const idle = (state & (RECEIVED | CAN_SEND)) === CAN_SEND && !this.usart.rxBusy;
      this.polls = idle ? this.polls + 1 : 0;
      return state;
    };
  }

  /** Executes one instruction; returns whether the chip only waits for the host. */
  step(counter) {
    const { cpu, usart } = this;
    const [address, before] = [2 * cpu.pc, cpu.cycles];
    avr.avrInstruction(cpu);
    counter?.executed(address, cpu.cycles - before);
    cpu.tick();
    if (this.line.received.length > 0 && !usart.rxBusy && usart.rxEnable) {
      usart.writeByte(this.line.take());
      this.polls = 0;
    }
    return this.polls >= IDLE_POLLS;
  }

  /** Bytes have come for a chip that waits. */
  wake() {
    this.polls = 0;
  }
}

try {
  const { elf, symbols, counts } = parseArguments(process.argv.slice(2));
  const uno = new Uno(elf);
  const counter = symbols ? new Counter(symbols, counts, 0, FLASH_BYTES) : undefined;
  run(uno.line, () => uno.step(counter), () => uno.wake());
} catch (error) {
  fail(error.message);
}
