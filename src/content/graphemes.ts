// Counts what a reader sees as characters. Must not know any channel.

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Number of graphemes: "й" written as two code points is one. */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}
