/** Executable files: System V ABI, 32 bits, little-endian. */
import { readFileSync } from 'node:fs';

const LOADABLE = 1;
const HEADER_BYTES = 52;

/** Returns the loadable segments of a file that hold bytes: `{ address, bytes }`, by load address. */
export function segments(path) {
  const file = readFileSync(path);
  if (file.length < HEADER_BYTES || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 1 || file[5] !== 1) {
    throw new Error(`'${path}' is no 32-bit little-endian ELF file`);
  }
  const [table, size, count] = [file.readUInt32LE(28), file.readUInt16LE(42), file.readUInt16LE(44)];
  return Array.from({ length: count }, (_, index) => file.subarray(table + index * size))
    .filter((header) => header.readUInt32LE(0) === LOADABLE && header.readUInt32LE(16) > 0)
    .map((header) => {
      const offset = header.readUInt32LE(4);
      return { address: header.readUInt32LE(12), bytes: file.subarray(offset, offset + header.readUInt32LE(16)) };
    });
}
