// Danger, look-alikes and intents in messages by an author who saw neither phrases nor patterns. Half A was looked at while
// the listeners were built, half B never. Nothing is tuned here.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Meaning } from '../../src/model/meaning.ts';
import { LANGUAGES } from './danger-sets.ts';
import { shareOf, table, tally } from './share-of.ts';
import { withTypos } from './with-typos.ts';

type Kind = 'danger' | 'alike' | 'intent' | 'topic' | 'outside' | 'slots';
type Row = {
  readonly text: string;
  readonly language: string;
  readonly kind: Kind;
  readonly label: unknown;
  /** Labels that are right, too. */
  readonly also?: readonly string[];
};
export type BlindMessage = Row & { readonly half: 'A' | 'B' };

/** Every second message of a kind and label belongs to half B. */
export function blindMessages(): readonly BlindMessage[] {
  return LANGUAGES.flatMap((language) => {
    const seen = new Map<string, number>();
    return readFileSync(fileURLToPath(new URL(`held-back/blind-${language}.jsonl`, import.meta.url)), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Row)
      .map((row): BlindMessage => {
        const key = `${row.kind} ${row.kind === 'slots' ? '' : String(row.label)}`;
        const before = seen.get(key) ?? 0;
        seen.set(key, before + 1);
        return { ...row, half: before % 2 === 0 ? 'A' : 'B' };
      });
  });
}

const urgent = ({ kind }: Meaning) => kind === 'urgent';
const means = (meaning: Meaning, { label, also }: Row) => {
  const said = meaning.kind === 'urgent' ? meaning.topic : meaning.kind === 'intent' ? meaning.intent : null;
  return said !== null && (said === label || also?.includes(said) === true);
};

/** One table; a row for all, each half, each language and each half of it, each danger and each intent. */
export function blindTable(hear: (text: string) => Meaning): string {
  const heard = blindMessages()
    .filter(({ kind }) => kind !== 'slots')
    .map((message) => ({
      ...message,
      clean: hear(message.text),
      spoilt: hear(withTypos(message.text)),
    }));
  type Heard = (typeof heard)[number];
  const row = (name: string, within: (message: Heard) => boolean) => {
    const of = (kind: Kind) => heard.filter((message) => message.kind === kind && within(message));
    const share = (kind: Kind, right: (message: Heard) => boolean) => shareOf(tally(of(kind).map(right)));
    return [
      name,
      String(of('danger').length),
      share('danger', ({ clean }) => urgent(clean)),
      share('danger', (message) => urgent(message.clean) && means(message.clean, message)),
      share('danger', ({ spoilt }) => urgent(spoilt)),
      String(of('alike').length),
      share('alike', ({ clean }) => urgent(clean)),
      String(of('intent').length),
      share('intent', (message) => means(message.clean, message)),
      share('intent', (message) => means(message.spoilt, message)),
      String(of('topic').length),
      share('topic', ({ clean }) => urgent(clean)),
      share('topic', ({ clean }) => clean.kind === 'intent'),
      String(of('outside').length),
      share('outside', ({ clean }) => urgent(clean)),
      share('outside', ({ clean }) => clean.kind === 'intent'),
    ];
  };
  const halves = ['A', 'B'] as const;
  const labels = (kind: Kind) => [
    ...new Set(heard.flatMap((each) => (each.kind === kind ? [each.label] : []))),
  ];
  return table(
    [
      '',
      'dangers',
      'heard',
      'right danger',
      'heard with typos',
      'look-alikes',
      'taken for danger',
      'intents',
      'right',
      'right with typos',
      'topics',
      'taken for danger',
      'taken for an intent',
      'out of scope',
      'taken for danger',
      'taken for an intent',
    ],
    [
      row('all', () => true),
      ...halves.map((half) => row(`half ${half}`, (message) => message.half === half)),
      ...LANGUAGES.map((code) => row(code, ({ language }) => language === code)),
      ...LANGUAGES.flatMap((code) =>
        halves.map((half) =>
          row(`${code}, half ${half}`, (message) => message.language === code && message.half === half),
        ),
      ),
      ...labels('danger').map((label) => row(String(label), (message) => message.label === label)),
      ...labels('intent').map((label) =>
        row(String(label), (message) => message.kind === 'intent' && message.label === label),
      ),
    ],
  );
}
