// All that is learned of a line before it listens, signals (dangers and intents) and topics, as one pack of bytes. Must not know files.

import type { Line } from '../model/line.ts';
import { patternBookOf } from './danger-ear.ts';
import { learnSignals } from './patterns/learn-signals.ts';
import { packSignals, signalsKey } from './patterns/pack-signals.ts';
import { topicsKey, trainTopics } from './topic.ts';

/** Names what a line's understanding is learned from, and how: the key under which a pack is kept. */
export function lineKey(line: Line): string {
  return topicsKey(line) + signalsKey(line.phrases.values());
}

/**
 * Learns to understand the line: seconds for five languages, with a pause every few milliseconds. The result is the pack for
 * `createTriage`. The same texts give the same bytes.
 */
export function* learnLine(line: Line): Generator<void, Uint8Array> {
  const phrases = [...line.phrases.values()];
  const signals = packSignals(yield* learnSignals(phrases, patternBookOf(phrases)));
  const topics = yield* trainTopics(line);
  const bytes = new Uint8Array(4 + signals.length + topics.length);
  new DataView(bytes.buffer).setUint32(0, signals.length);
  bytes.set(signals, 4);
  bytes.set(topics, 4 + signals.length);
  return bytes;
}

type Packs = { readonly signals?: Uint8Array; readonly topics?: Uint8Array };

/** The pack's two parts; none where the bytes are cut. */
export function splitPack(pack: Uint8Array | undefined): Packs {
  if (pack === undefined || pack.length < 4) return {};
  const length = new DataView(pack.buffer, pack.byteOffset).getUint32(0);
  if (4 + length > pack.length) return {};
  // Copies, because a Buffer's parts share its memory and begin anywhere in it.
  const part = (from: number, to?: number) => new Uint8Array(pack.subarray(from, to));
  return { signals: part(4, 4 + length), topics: part(4 + length) };
}
