/**
 * Counts the cycles of each inference, in total and per node, by the rules and in the files of `targets/plugin/count.c`: from
 * the entry of an `infer` until execution comes back to the function that started it, each instruction's cycles go to the
 * function that it lies in, or, if it lies in none (a kernel, memcpy), to the last that one lay in. So it does not matter
 * how the stack is used.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';

const CALLER = -1;
const INFER = -2;
const NOTHING = -3;
const ENTRY = -4; // the first instruction of an INFER

export class Counter {
  /**
   * @param symbols file with lines `<hex address> <hex size> <index>`
   * @param counts file that gets a line per inference
   * @param base first address of program memory
   * @param bytes size of program memory; instructions are two bytes or more
   */
  constructor(symbols, counts, base, bytes) {
    this.base = base;
    this.indices = new Int32Array(bytes / 2).fill(NOTHING);
    this.nodes = 0;
    this.counting = false;
    this.current = 0;
    readSymbols(symbols).forEach((symbol) => this.#add(symbol, symbols));
    this.cycles = new Float64Array(this.nodes + 1); // overhead, then nodes
    this.file = openSync(counts, 'w');
  }

  #add({ address, size, index }, file) {
    const first = ((address & ~1) - this.base) >> 1;
    if (first < 0 || first + (size >> 1) > this.indices.length) {
      throw new Error(`symbols '${file}': address ${address.toString(16)} is not in program memory`);
    }
    // Functions with equal code may be one: it counts for the node with the lowest index.
    if (this.indices[first] === NOTHING) {
      this.indices.fill(index, first, first + (size >> 1));
      if (index === INFER) {
        this.indices[first] = ENTRY;
      }
    }
    this.nodes = Math.max(this.nodes, index + 1);
  }

  /** Tells of an executed instruction. */
  executed(address, cycles) {
    const place = (address - this.base) >> 1;
    const index = place >= 0 && place < this.indices.length ? this.indices[place] : NOTHING;
    if (index === CALLER) {
      if (this.counting) {
        this.#end();
      }
      return;
    }
    if (!this.counting) {
      if (index !== ENTRY) {
        return;
      }
      this.cycles.fill(0);
      this.counting = true;
    }
    if (index >= 0) {
      this.current = index + 1;
    } else if (index !== NOTHING) {
      this.current = 0;
    }
    this.cycles[this.current] += cycles;
  }

  #end() {
    this.counting = false;
    const total = this.cycles.reduce((sum, cycles) => sum + cycles, 0);
    writeSync(this.file, `${[total, ...this.cycles].join(' ')}\n`);
  }
}

function readSymbols(file) {
  const lines = readFileSync(file, 'latin1').split('\n').filter((line) => line.trim() !== '');
  const symbols = lines.map((line, number) => {
    const match = /^([0-9a-f]+) ([0-9a-f]+) (-?\d+)\s*$/i.exec(line);
    if (!match || Number(match[3]) < INFER) {
      throw new Error(`symbols '${file}', line ${number + 1}: expected '<hex address> <hex size> <index>'`);
    }
    return { address: parseInt(match[1], 16), size: parseInt(match[2], 16), index: Number(match[3]) };
  });
  for (const needed of [CALLER, INFER]) {
    if (!symbols.some(({ index }) => index === needed)) {
      throw new Error(`symbols '${file}': needs a function of index -1 and one of index -2`);
    }
  }
  return symbols.sort((a, b) => a.index - b.index);
}
