/**
 * The second core of an RP2040, which rp2040js has not: another of its cores on the same memory and peripherals, with the
 * mailboxes between the cores, the number of each, the power state that resets the second, and the part of the boot ROM in which it
 * waits to be started (RP2040 Datasheet: "SIO", "Power-On State Machine", "Launching Code On Processor Core 1").
 */
const CPUID = 0x00;
const FIFO_STATUS = 0x50;
const FIFO_WRITE = 0x54;
const FIFO_READ = 0x58;
const CAN_READ = 1;
const CAN_WRITE = 2;
const FIFO_WORDS = 8;

/** Key of the power states' peripheral. */
const POWER = 0x40010;
const FORCE_OFF = 0x04;
const SECOND = 1 << 16;

/** Registers of a core's memory protection unit, which protects nothing here. */
const PROTECTION = { first: 0xd90, last: 0xda0 };

const SEND_EVENT = 0xbf40;

/** What the boot ROM waits for: two zeros, a one, then any three words: vector table, stack pointer, program. */
const LAUNCH = [0, 0, 1];
const LAUNCH_WORDS = 6;

export class SecondCore {
  constructor(chip) {
    this.chip = chip;
    this.first = chip.core;
    this.core = undefined; // while it waits in the boot ROM
    this.words = [];
    this.mailboxes = [[], []]; // to the first, to the second
    this.protection = new Map();
    this.#connect(chip.sio, (offset) => this.#readIo(offset), (offset, value) => this.#writeIo(offset, value));
    this.#connect(chip.ppb, (offset) => this.#readOwn(offset), (offset, value) => this.#writeOwn(offset, value));
    this.#connect(chip.peripherals[POWER], () => undefined, (offset, value) => this.#writePower(offset, value));
  }

  /** Puts functions before those of a peripheral, which answers what they leave. */
  #connect(peripheral, read, write) {
    const [otherRead, otherWrite] = [peripheral.readUint32, peripheral.writeUint32].map((f) => f.bind(peripheral));
    peripheral.readUint32 = (offset) => read(offset) ?? otherRead(offset);
    peripheral.writeUint32 = (offset, value) => write(offset, value) || otherWrite(offset, value);
  }

  #writePower(offset, value) {
    if (offset === FORCE_OFF && value & SECOND) {
      this.core = undefined;
      this.words = [];
      this.mailboxes = [[], []];
      this.protection.clear();
    }
    return false;
  }

  /** Number of the core that executes. */
  get #number() {
    return this.chip.core === this.first ? 0 : 1;
  }

  #readIo(offset) {
    const inbox = this.mailboxes[this.#number];
    switch (offset) {
      case CPUID:
        return this.#number;
      case FIFO_STATUS: {
        const outbox = this.mailboxes[1 - this.#number];
        return (inbox.length > 0 ? CAN_READ : 0) | (outbox.length < FIFO_WORDS ? CAN_WRITE : 0);
      }
      case FIFO_READ:
        return inbox.shift() ?? 0;
      default:
        return undefined;
    }
  }

  #writeIo(offset, value) {
    if (offset === FIFO_WRITE) {
      if (this.#number === 0 && !this.core) {
        this.#command(value >>> 0);
      } else if (this.mailboxes[1 - this.#number].length < FIFO_WORDS) {
        this.mailboxes[1 - this.#number].push(value >>> 0);
      }
    }
    return offset === FIFO_WRITE || offset === FIFO_STATUS;
  }

  /** The boot ROM takes a word: it answers with the same, and begins anew where the word is not the next of a launch. */
  #command(word) {
    const wanted = LAUNCH[this.words.length];
    this.words = wanted === undefined || wanted === word ? [...this.words, word] : [];
    this.mailboxes[0].push(word);
    if (this.words.length === LAUNCH_WORDS) {
      const [vectors, stack, program] = this.words.slice(LAUNCH.length);
      this.core = new this.first.constructor(this.chip);
      this.core.VTOR = vectors;
      this.core.SP = stack;
      this.core.PC = program & ~1;
    }
  }

  #isOwn(offset) {
    return this.#number === 1 && offset >= PROTECTION.first && offset <= PROTECTION.last;
  }

  #readOwn(offset) {
    return this.#isOwn(offset) ? this.protection.get(offset) ?? 0 : undefined;
  }

  #writeOwn(offset, value) {
    if (this.#isOwn(offset)) {
      this.protection.set(offset, value);
      return true;
    }
    return false;
  }

  /** Returns whether it has something to execute. */
  get runs() {
    return this.core !== undefined && !this.core.waiting;
  }

  /**
   * Executes one instruction of a core and returns its cycles; an event that it sends wakes the other one.
   *
   * @param core the first core or this one
   */
  execute(core) {
    const { chip, first } = this;
    const sends = chip.readUint16(core.PC & ~1) === SEND_EVENT;
    chip.core = core;
    const cycles = core.executeInstruction();
    chip.core = first;
    const other = core === first ? this.core : first;
    if (sends && other) {
      other.eventRegistered = !other.waiting;
      other.waiting = false;
    }
    return cycles;
  }
}
