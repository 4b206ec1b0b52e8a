/**
 * A Raspberry Pi Pico on rp2040js: two cores, clocks, UART 0. The boot ROM's part is done here: the second-stage boot loader
 * is checked, but not run, because the emulated flash needs no set-up.
 */
import { createRequire } from 'node:module';
import { Counter } from './counter.mjs';
import { segments } from './elf.mjs';
import { SerialLine, exit, fail, parseArguments, run } from './machine.mjs';
import { SecondCore } from './second-core.mjs';

const { RP2040 } = createRequire(import.meta.url)('rp2040js');

const FLASH = 0x10000000;
const VECTORS = FLASH + 0x100; // behind the boot loader
const UART_FLAGS = 0x18;
const HARD_FAULT = 3;
const BREAK_SEMIHOSTING = 0xbeab;
const SYS_EXIT = 0x18;
const SYS_EXIT_EXTENDED = 0x20;
const APPLICATION_EXIT = 0x20026;

/** Reads of "nothing received" in a row, with nothing else done to the UART, that mean waiting. */
const IDLE_POLLS = 64;

/** Cycles between looks at timers. */
const TICK_CYCLES = 64;
const NANOSECONDS_PER_CYCLE = 8; // 125 MHz

function load(chip, elf) {
  for (const { address, bytes } of segments(elf)) {
    if (address < FLASH || address - FLASH + bytes.length > chip.flash.length) {
      throw new Error(`'${elf}' has bytes for address 0x${address.toString(16)}, which is not flash of this chip`);
    }
    chip.flash.set(bytes, address - FLASH);
  }
  const wanted = chip.flashView.getUint32(252, true);
  if (bootChecksum(chip.flash.subarray(0, 252)) !== wanted) {
    throw new Error(`'${elf}' has no boot loader with a right checksum in the first 256 bytes of flash`);
  }
}

/** CRC-32 as the boot ROM computes it: polynomial 0x04C11DB7, most significant bit first, from all ones, not inverted. */
function bootChecksum(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
    }
  }
  return crc >>> 0;
}

class Pico {
  constructor(elf) {
    this.line = new SerialLine();
    this.chip = new RP2040();
    this.core = this.chip.core;
    this.fault = '';
    this.polls = 0;
    this.unticked = 0;
    const say = (source, message) => {
      // The emulator only logs what makes the bus or the decoder of a real chip fault.
      if (/invalid memory address|undefined address|is not implemented yet/.test(message)) {
        this.fault ||= message;
      }
    };
    this.chip.logger = { debug() {}, info() {}, warn: say, error: say };
    this.chip.onBreak = () => {
      this.fault ||= 'breakpoint';
    };
    this.#connectUart();
    this.second = new SecondCore(this.chip);
    this.behind = 0; // cycles that the second core has to catch up
    load(this.chip, elf);
    this.core.VTOR = VECTORS;
    this.core.reset();
  }

  #connectUart() {
    const uart = this.chip.uart[0];
    const [read, write] = [uart.readUint32.bind(uart), uart.writeUint32.bind(uart)];
    uart.onByte = (byte) => this.line.send(byte);
    uart.readUint32 = (offset) => {
      if (offset === UART_FLAGS && uart.rxFIFO.empty) {
        this.polls++;
        this.#receive();
      } else {
        this.polls = 0;
      }
      return read(offset);
    };
    uart.writeUint32 = (offset, value) => {
      this.polls = 0;
      write(offset, value);
    };
  }

  #receive() {
    const uart = this.chip.uart[0];
    while (!uart.rxFIFO.full) {
      const byte = this.line.take();
      if (byte === undefined) {
        return;
      }
      uart.feedByte(byte);
      this.polls = 0;
    }
  }

  /**
   * Executes an instruction of the first core, and of the second what takes as many cycles; returns whether the chip only waits
   * for the host. Cycles of the first core are counted.
   */
  step(counter) {
    if (!this.second.core) {
      return this.#stepAlone(counter);
    }
    const address = this.core.PC & ~1;
    let cycles = 1; // asleep
    if (!this.core.waiting) {
      cycles = this.#execute(this.core);
      counter?.executed(address, cycles);
    }
    this.behind = this.second.runs ? this.behind + cycles : 0;
    while (this.behind > 0 && this.second.runs) {
      this.behind -= this.#execute(this.second.core);
    }
    this.#tick(cycles);
    const asks = this.polls >= IDLE_POLLS;
    // While the second core runs, nothing sleeps; but the first may ask a host that has ended.
    return this.second.runs ? asks && this.line.ended : asks || this.core.waiting;
  }

  #stepAlone(counter) {
    const address = this.core.PC & ~1;
    const cycles = this.core.executeInstruction();
    if (this.fault !== '') {
      this.#stop(this.core, address);
    }
    counter?.executed(address, cycles);
    this.#tick(cycles);
    return this.core.waiting || this.polls >= IDLE_POLLS;
  }

  #tick(cycles) {
    this.unticked += cycles;
    if (this.unticked >= TICK_CYCLES) {
      this.chip.clock.tick(this.unticked * NANOSECONDS_PER_CYCLE);
      this.unticked = 0;
    }
  }

  /** Executes an instruction of one of two cores; returns its cycles. */
  #execute(core) {
    const address = core.PC & ~1;
    const cycles = this.second.execute(core);
    if (this.fault !== '') {
      this.#stop(core, address);
    }
    return cycles;
  }

  /** Ends the program by semihosting, or takes a hard fault. */
  #stop(core, address) {
    const { chip } = this;
    const [operation, argument] = core.registers;
    if (chip.readUint16(address) === BREAK_SEMIHOSTING) {
      if (operation === SYS_EXIT) {
        exit(this.line, argument === APPLICATION_EXIT ? 0 : 1);
      } else if (operation === SYS_EXIT_EXTENDED) {
        exit(this.line, chip.readUint32(argument + 4) & 0xff);
      }
    }
    if (core.IPSR === HARD_FAULT) {
      this.line.flush();
      fail(`the core is locked up at 0x${address.toString(16)}: ${this.fault}`);
    }
    core.PC = address;
    core.exceptionEntry(HARD_FAULT);
    this.fault = ''; // what failed while the stack overflowed, too
  }

  /** Bytes have come for a chip that waits. */
  wake() {
    this.polls = 0;
    if (this.core.waiting) {
      this.#receive();
      this.core.waiting = false;
    }
  }
}

try {
  const { elf, symbols, counts } = parseArguments(process.argv.slice(2));
  const pico = new Pico(elf);
  const counter = symbols ? new Counter(symbols, counts, FLASH, pico.chip.flash.length) : undefined;
  run(pico.line, () => pico.step(counter), () => pico.wake());
} catch (error) {
  fail(error.message);
}
