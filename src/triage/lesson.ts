// All that is learned of a line before it listens, signals (dangers and intents), topics, and when to believe them, as one
// pack of bytes. Must not know files.

import type { Line } from '../model/line.ts';
import { patternBookOf } from './danger-ear.ts';
import { learnSignals } from './patterns/learn-signals.ts';
import { packSignals, signalsKey } from './patterns/pack-signals.ts';
import { topicsKey, trainTopics } from './topic.ts';
import { learnVerdicts } from './verdicts/learn-verdicts.ts';
import { packVerdicts, VERSION } from './verdicts/pack-verdicts.ts';

/** Names what a line's understanding is learned from, and how: the key under which a pack is kept. */
export function lineKey(line: Line): string {
  return `${topicsKey(line)}${signalsKey(line.phrases.values())}-${VERSION}`;
}

/**
 * Learns to understand the line: seconds for five languages, with a pause every few milliseconds. The result is the pack for
 * `createTriage`. The same texts give the same bytes.
 */
export function* learnLine(line: Line): Generator<void, Uint8Array> {
  const phrases = [...line.phrases.values()];
  const signals = packSignals(yield* learnSignals(phrases, patternBookOf(phrases)));
  const { pack: topics, trials } = yield* trainTopics(line);
  const verdicts = packVerdicts(yield* learnVerdicts(line, trials));
  const parts = [signals, topics, verdicts];
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    new DataView(bytes.buffer).setUint32(at, part.length);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}

/** The same in one go. */
export function learnNow(line: Line): Uint8Array {
  const learning = learnLine(line);
  for (;;) {
    const { done, value } = learning.next();
    if (done === true) return value;
  }
}

export type Packs = {
  readonly signals?: Uint8Array;
  readonly topics?: Uint8Array;
  readonly verdicts?: Uint8Array;
};

/** The pack's parts; none where the bytes are cut. */
export function splitPack(pack: Uint8Array | undefined): Packs {
  if (pack === undefined) return {};
  const view = new DataView(pack.buffer, pack.byteOffset, pack.length);
  const parts: Uint8Array[] = [];
  let at = 0;
  while (at + 4 <= pack.length) {
    const end = at + 4 + view.getUint32(at);
    if (end > pack.length) return {};
    // A copy, because a Buffer's parts share its memory and begin anywhere in it.
    parts.push(new Uint8Array(pack.subarray(at + 4, end)));
    at = end;
  }
  const [signals, topics, verdicts] = parts;
  return signals && topics && verdicts ? { signals, topics, verdicts } : {};
}
