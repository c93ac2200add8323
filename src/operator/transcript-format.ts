// Golden transcripts as text: read and written so that an operator can do both by hand. Must not know how a talk is played.
//
//   # a note            line europe · web-chat · de · 2026-11-22 10:00
//   > what the person writes, [label] for a press, (voice) for what cannot be read
//   < what the line says; lines below it, two spaces in, belong to it
//   . place = de/hamburg          what is remembered, only changes
//   ! hand-off advice             effects other than saying
//   ~ 30 minutes                  time passes; `~ edit locales/*/place.json: "city → "town` changes files

import { Fault } from '../model/fault.ts';

export type Heading = {
  readonly line: string;
  readonly channel: string;
  /** What page or profile hints at; `-` for nothing. */
  readonly language: string;
  /** `YYYY-MM-DD HH:MM`, UTC. */
  readonly clock: string;
};

export type Entry =
  | { readonly mark: '#' | '>' | '.' | '!' | '~' | ' '; readonly text: string; readonly at: number }
  /** A part: its text and, below it, one line per choice in brackets. */
  | { readonly mark: '<'; readonly text: string; readonly choices: readonly string[]; readonly at: number };

/** Stands for an empty line inside what the line says; editors would trim two spaces. */
export const EMPTY = '⏎';

export type Transcript = {
  readonly heading: Heading;
  readonly entries: readonly Entry[];
  readonly notes: readonly string[];
};

/**
 * Read a transcript.
 * @throws Fault `transcript/format` that names the line
 */
export function readTranscript(text: string): Transcript {
  const lines = text.replace(/\r\n/g, '\n').split('\n');
  const notes: string[] = [];
  const entries: Entry[] = [];
  let heading: Heading | null = null;
  lines.forEach((raw, index) => {
    const at = index + 1;
    if (!heading) {
      if (raw.startsWith('line ')) heading = readHeading(raw, at);
      else if (raw.startsWith('#')) notes.push(raw);
      else if (raw.trim())
        throw wrong(at, 'expected notes (#) and then "line NAME · CHANNEL · LANGUAGE · CLOCK"');
      return;
    }
    readLine(entries, raw, at);
  });
  if (!heading) throw wrong(1, 'there is no line "line NAME · CHANNEL · LANGUAGE · CLOCK"');
  return { heading, entries, notes };
}

function readHeading(raw: string, at: number): Heading {
  const [line, channel, language, clock] = raw
    .slice('line '.length)
    .split(' · ')
    .map((field) => field.trim());
  if (!line || !channel || !language || !/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(clock ?? '')) {
    throw wrong(at, 'expected e.g. "line europe · web-chat · en · 2026-11-22 10:00"');
  }
  return { line, channel, language, clock: clock ?? '' };
}

function readLine(entries: Entry[], raw: string, at: number): void {
  const mark = raw[0];
  const last = entries.at(-1);
  if (mark === undefined || raw.trim() === '') {
    entries.push({ mark: ' ', text: '', at });
    return;
  }
  if (raw.startsWith('  ')) return continueSaying(entries, last, raw.slice(2), at);
  if (raw[1] !== ' ' && raw.length > 1) throw wrong(at, 'expected a mark (# > < . ! ~) and a space');
  const text = raw.slice(2);
  switch (mark) {
    case '<':
      entries.push({ mark, text, choices: [], at });
      return;
    case '#':
    case '>':
    case '.':
    case '!':
    case '~':
      entries.push({ mark, text, at });
      return;
    default:
      throw wrong(at, 'expected a mark (# > < . ! ~) and a space');
  }
}

function continueSaying(entries: Entry[], last: Entry | undefined, text: string, at: number): void {
  if (last?.mark !== '<') throw wrong(at, 'an indented line belongs below a line that begins with <');
  const choices = /^(\[[^\]]*\]\s*)+$/.test(text)
    ? [...text.matchAll(/\[([^\]]*)\]/g)].map(([, label]) => label ?? '')
    : null;
  entries[entries.length - 1] = choices
    ? { ...last, choices: [...last.choices, ...choices] }
    : { ...last, text: `${last.text}\n${text === EMPTY ? '' : text}` };
}

function wrong(at: number, what: string): Fault {
  return new Fault('transcript/format', `line ${at}: ${what}`);
}

/** Write a transcript so that reading it gives the same again. */
export function writeTranscript({ heading, entries, notes }: Transcript): string {
  const { line, channel, language, clock } = heading;
  const body = entries.map(writeEntry).join('\n');
  return `${[...notes, `line ${line} · ${channel} · ${language} · ${clock}`].join('\n')}\n${body}`.replace(
    /\n*$/,
    '\n',
  );
}

function writeEntry(entry: Entry): string {
  if (entry.mark === ' ') return '';
  if (entry.mark !== '<') return `${entry.mark} ${entry.text}`;
  const [first = '', ...rest] = entry.text.split('\n');
  const below = [...rest, ...(entry.choices.length > 0 ? choiceLines(entry.choices) : [])];
  return [`< ${first}`, ...below.map((one) => `  ${one || EMPTY}`)].join('\n');
}

function choiceLines(choices: readonly string[]): readonly string[] {
  return [choices.map((label) => `[${label}]`).join(' ')];
}

const INVISIBLE: Readonly<Record<string, string>> = {
  '\u200e': '⟨lrm⟩',
  '\u200f': '⟨rlm⟩',
  '\u2066': '⟨lri⟩',
  '\u2067': '⟨rli⟩',
  '\u2068': '⟨fsi⟩',
  '\u2069': '⟨pdi⟩',
  '\u200c': '⟨zwnj⟩',
  '\u200d': '⟨zwj⟩',
  '\u00a0': '⟨nbsp⟩',
};

/** Invisible characters as visible words, so that a review sees them. */
export function showInvisible(text: string): string {
  return text.replace(
    /[\u200c-\u200f\u2066-\u2069\u00a0]/g,
    (character) => INVISIBLE[character] ?? character,
  );
}
