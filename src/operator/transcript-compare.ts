// Holds a transcript against what was really said: the first difference, with its place. Must not know how to play one.

import { type Transcript, writeTranscript } from './transcript-format.ts';
import type { Played } from './transcript-play.ts';

export type Difference = {
  /** Line in the transcript file, counted from 1. */
  readonly line: number;
  readonly expected: string;
  readonly said: string;
  /** Where the dialog stood, e.g. `dialogs/place.yaml:6`. */
  readonly place: string;
};

/** The first line that differs; null when the talk went as written. */
export function compareTranscripts(written: Transcript, played: Played): Difference | null {
  const expected = writeTranscript(written).split('\n');
  const said = writeTranscript(played.transcript).split('\n');
  const line = Math.max(expected.length, said.length);
  for (let index = 0; index < line; index += 1) {
    if (expected[index] === said[index]) continue;
    return {
      line: index + 1,
      expected: expected[index] ?? '(nothing more)',
      said: said[index] ?? '(nothing more)',
      place: placeOfLine(played, index + 1),
    };
  }
  return null;
}

/** Entries know no lines of their own once written, so they are counted again. */
function placeOfLine({ transcript, places }: Played, line: number): string {
  let reached = transcript.notes.length + 1;
  for (const [index, entry] of transcript.entries.entries()) {
    reached += writeTranscript({ ...transcript, notes: [], entries: [entry] }).split('\n').length - 2;
    if (reached >= line) return places[index] ?? '';
  }
  return places.at(-1) ?? '';
}
