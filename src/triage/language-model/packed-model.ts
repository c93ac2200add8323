// Reads and writes the packed model: its unpacked length in four bytes, then a Brotli stream with a JSON head and one
// table of small integers per script.
// Must not know where the file lies or how the weights were found.

import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { ModelledScript } from './script-gate.ts';

export type GroupHead = {
  readonly script: ModelledScript;
  /** One column each; `other` is a language that the model was shown but does not name. */
  readonly codes: readonly string[];
  readonly rows: number;
  /** What an integer of 1 in the table weighs. */
  readonly scale: number;
  /** Factor on the scores for messages of 1, 2, 3 to 5, and more words. */
  readonly sharpness: readonly number[];
};

export type Group = GroupHead & {
  /** `rows` × `codes.length`, row by row. */
  readonly table: Int8Array;
};

export type LanguageModel = { readonly groups: readonly Group[] };

/** More than any model of ours: what a broken length would make us reserve. */
const MOST_BYTES = 1 << 26;

type Head = { readonly format: 1; readonly groups: readonly GroupHead[] };

/** The file's bytes. The same groups give the same bytes with the same version of Node. */
export function packModel(model: LanguageModel): Buffer {
  const head: Head = { format: 1, groups: model.groups.map(({ table: _, ...rest }) => rest) };
  const text = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const tables = model.groups.map(({ table }) => Buffer.from(table.buffer, table.byteOffset, table.length));
  const raw = Buffer.concat([length, text, ...tables]);
  const packed = brotliCompressSync(raw, {
    params: {
      // The best quality would save a tenth and take twice as long to load.
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LGWIN]: 16,
      [constants.BROTLI_PARAM_SIZE_HINT]: raw.length,
    },
  });
  const unpacked = Buffer.alloc(4);
  unpacked.writeUInt32LE(raw.length);
  return Buffer.concat([unpacked, packed]);
}

/** The model in a file's bytes; throws a RangeError when they are cut short or of another format. */
export function readModel(bytes: Uint8Array): LanguageModel {
  const unpacked = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (unpacked > MOST_BYTES) throw new RangeError('language model: unknown format');
  // One piece of the right size: joining pieces would take the memory twice.
  const raw = brotliDecompressSync(bytes.subarray(4), { chunkSize: Math.max(64, unpacked + 16) });
  const length = raw.readUInt32LE(0);
  const head = JSON.parse(raw.toString('utf8', 4, 4 + length)) as Head;
  if (head.format !== 1) throw new RangeError('language model: unknown format');
  let offset = 4 + length;
  const groups = head.groups.map((group): Group => {
    const size = group.rows * group.codes.length;
    if (offset + size > raw.length) throw new RangeError('language model: cut short');
    const table = new Int8Array(raw.buffer, raw.byteOffset + offset, size);
    offset += size;
    return { ...group, table };
  });
  return { groups };
}
