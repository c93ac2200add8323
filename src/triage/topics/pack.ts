// Writes what was learned into bytes and reads it back, so that a line need not learn at every start. Must not know files.

import type { Learned } from './train.ts';

/** Changes whenever the method or this form does, so that an old pack is never read. */
export const VERSION = 'topics 16';

type Head = Omit<Learned, 'known' | 'weights'> & {
  readonly version: string;
  readonly features: number;
  readonly rarest: number;
  readonly common: number;
  readonly shared: number;
  readonly step: number;
};

/** `<length of head><head as JSON><hashes><weights of features><bases><cells>`; the same learning gives the same bytes. */
export function packTopics({ known, weights, ...rest }: Learned): Uint8Array {
  const head: Head = {
    version: VERSION,
    ...rest,
    features: known.hashes.length,
    rarest: known.rarest,
    common: known.common,
    shared: known.shared,
    step: weights.step,
  };
  const json = new TextEncoder().encode(JSON.stringify(head));
  const length = new Uint8Array(Uint32Array.of(json.length).buffer);
  const parts = [known.hashes, known.weights, weights.base, weights.cells].map(
    ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
  );
  const all = [length, json, ...parts];
  const bytes = new Uint8Array(all.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of all) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** What was learned, or null when the bytes are of another version or cut. */
export function unpackTopics(pack: Uint8Array): Learned | null {
  // A copy of its own: a Buffer from a file may be a window on memory that others use, and its slices are windows too.
  const bytes = new Uint8Array(pack);
  try {
    const length = new Uint32Array(bytes.slice(0, 4).buffer)[0]!;
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Head;
    const { version, features, rarest, common, shared, step, ...rest } = head;
    const labels = rest.labels.length;
    const sizes = [4 * features, 4 * features, 4 * labels, shared * labels];
    if (version !== VERSION || bytes.length !== sizes.reduce((sum, size) => sum + size, 4 + length))
      return null;
    let at = 4 + length;
    const [hashes, rarities, base, cells] = sizes.map((size) => {
      at += size;
      return bytes.slice(at - size, at).buffer;
    }) as [ArrayBuffer, ArrayBuffer, ArrayBuffer, ArrayBuffer];
    return {
      ...rest,
      known: { hashes: new Int32Array(hashes), weights: new Float32Array(rarities), rarest, common, shared },
      weights: { features: shared, labels, cells: new Int8Array(cells), step, base: new Float32Array(base) },
    };
  } catch {
    return null;
  }
}
