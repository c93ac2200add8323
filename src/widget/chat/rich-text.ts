// Cuts a text with marks into blocks, lines and runs, ready to be drawn as text nodes. Must not know the DOM.

import type { Mark } from '../line/activity.ts';

export type Run = { readonly text: string; readonly bold: boolean; readonly href: string | null };

/** One paragraph: its lines, each a list of runs. */
export type Paragraph = readonly (readonly Run[])[];

/** Paragraphs that belong together; `titled` when the first line is bold throughout, as a service's name is. */
export type Section = { readonly titled: boolean; readonly paragraphs: readonly Paragraph[] };

/** The address if it is one that a chat may link to: https, tel or mailto. */
export function safeHref(href: string): string | null {
  const trimmed = href.trim();
  return /^(https:\/\/|tel:|mailto:)/i.test(trimmed) ? trimmed : null;
}

function covers(mark: Mark, start: number, end: number): boolean {
  return mark.start <= start && mark.start + mark.length >= end;
}

function toRuns(text: string, offset: number, marks: readonly Mark[]): Run[] {
  const end = offset + text.length;
  const cuts = new Set([offset, end]);
  for (const mark of marks) {
    for (const cut of [mark.start, mark.start + mark.length]) if (cut > offset && cut < end) cuts.add(cut);
  }
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const stop = edges[index + 1]!;
    const link = marks.find((mark) => mark.type === 'link' && covers(mark, start, stop));
    return {
      text: text.slice(start - offset, stop - offset),
      bold: marks.some((mark) => mark.type === 'bold' && covers(mark, start, stop)),
      href: link?.type === 'link' ? safeHref(link.href) : null,
    };
  });
}

// Isolates and marks of direction carry no weight when a line is judged.
const INVISIBLE = /[\s\u200e\u200f\u061c\u2066-\u2069]/g;

const isTitle = (runs: readonly Run[]) =>
  runs.some(({ bold }) => bold) && runs.every(({ bold, text }) => bold || text.replace(INVISIBLE, '') === '');

/** Paragraphs are parted by empty lines; each one that begins with a title begins a new section. */
export function toSections(text: string, marks: readonly Mark[]): readonly Section[] {
  const paragraphs: Run[][][] = [[]];
  let offset = 0;
  for (const line of text.split('\n')) {
    if (line.replace(INVISIBLE, '') === '') paragraphs.push([]);
    else paragraphs.at(-1)!.push(toRuns(line, offset, marks));
    offset += line.length + 1;
  }
  const sections: { titled: boolean; paragraphs: Paragraph[] }[] = [];
  for (const paragraph of paragraphs) {
    const [first] = paragraph;
    if (!first) continue;
    const open = sections.at(-1);
    if (isTitle(first)) sections.push({ titled: true, paragraphs: [paragraph] });
    else if (open) open.paragraphs.push(paragraph);
    else sections.push({ titled: false, paragraphs: [paragraph] });
  }
  return sections;
}

/** The scheme of a line's only link, for the sign drawn beside it. */
export function onlyLink(line: readonly Run[]): 'tel' | 'mailto' | 'https' | null {
  const schemes = new Set(
    line.flatMap(({ href }) => (href === null ? [] : [href.split(':')[0]!.toLowerCase()])),
  );
  const [scheme] = schemes;
  if (schemes.size !== 1) return null;
  return scheme === 'tel' || scheme === 'mailto' || scheme === 'https' ? scheme : null;
}
