// Turns letters into the numbers that features are counted by. Must not know what is counted.

/** A 32-bit hash of the letters from `start` to `end`. */
export function hash(text: string, start: number, end: number, seed: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value ^= value >>> 15;
  return Math.imul(value, 0x2c1b3c6d) | 0;
}
