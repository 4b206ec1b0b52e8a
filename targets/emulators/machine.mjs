/**
 * The loop around an emulated chip: runs it in slices, and lets it sleep, without burning a core of this computer, while it
 * only waits for the host. Standard input and output are its serial line.
 */
const SLICE = 100_000; // instructions between looks at standard input

/** Status of an emulator whose firmware cannot run. */
export const UNUSABLE = 70;

/** Ends this program with a message. */
export function fail(message) {
  process.stderr.write(`emulator: ${message}\n`);
  process.exit(UNUSABLE);
}

/** Bytes between the host and the chip. */
export class SerialLine {
  constructor() {
    this.received = [];
    this.sent = [];
    this.ended = false;
  }

  /** Takes the next byte for the chip; undefined if there is none. */
  take() {
    return this.received.shift();
  }

  /** Keeps a byte for the host until the next flush. */
  send(byte) {
    this.sent.push(byte);
  }

  flush() {
    if (this.sent.length > 0) {
      process.stdout.write(Buffer.from(this.sent));
      this.sent = [];
    }
  }
}

/** Ends this program with the firmware's status. */
export function exit(line, status) {
  line.flush();
  process.exit(status);
}

/**
 * Runs a chip until its firmware exits, or standard input has ended and the chip waits for more.
 *
 * @param line the serial line that the chip uses
 * @param step executes one instruction; returns whether the chip now only waits for the host
 * @param wake tells a chip that waits of new bytes
 */
export function run(line, step, wake = () => {}) {
  const parent = process.ppid;
  let waiting = false;
  const slice = () => {
    for (let i = 0; i < SLICE && !waiting; i++) {
      waiting = step();
    }
    line.flush();
    if (!waiting && process.ppid === parent) {
      setImmediate(slice);
    } else if (!waiting || line.ended) {
      exit(line, 0);
    }
  };
  const resume = () => {
    if (waiting) {
      waiting = false;
      wake();
      setImmediate(slice);
    }
  };
  process.stdin.on('data', (bytes) => {
    line.received.push(...bytes);
    resume();
  });
  process.stdin.on('end', () => {
    line.ended = true;
    resume();
  });
  process.stdout.on('error', () => process.exit(0)); // nobody listens any more
  setImmediate(slice);
}

/** Returns the arguments: `{ elf, symbols, counts }`. */
export function parseArguments(words) {
  const options = { elf: words[0] };
  for (const word of words.slice(1)) {
    const match = /^--(symbols|counts)=(.+)$/.exec(word);
    if (!match) {
      fail(`argument '${word}' is not known; accepted: --symbols=FILE --counts=FILE`);
    }
    options[match[1]] = match[2];
  }
  if (!options.symbols !== !options.counts) {
    fail('--symbols and --counts belong together');
  }
  return options;
}
