// Reads the texts that topic classifiers are compared on. Must not know the classifiers.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Line } from '../../src/model/line.ts';
import { normalise } from '../../src/triage/normalise.ts';
import { type Concepts, NO_CONCEPTS } from '../../src/triage/topics/concepts.ts';
import { foldsOf } from '../../src/triage/topics/families.ts';
import { featuresOf } from '../../src/triage/topics/features.ts';
import { isTopic } from '../../src/triage/topics/labels.ts';
import { type Article, lessonsOf, type Phrase } from '../../src/triage/topics/lessons.ts';
import { knowFeatures, openSpace } from '../../src/triage/topics/space.ts';
import type { Example } from './topic-engines.ts';

export type Asked = Example & { readonly kind?: string };
export type TopicSet = {
  readonly name: string;
  readonly train: readonly Example[];
  readonly none: readonly Example[];
  readonly articles: readonly Article[];
  readonly concepts: Concepts;
  readonly asked: readonly Asked[];
  readonly far: readonly Asked[];
  readonly near: readonly Asked[];
};

type Row = { readonly lang: string; readonly text: string; readonly label: string };

function read<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

const OMOS = ['en', 'de', 'fr', 'ar', 'uk'].map((language) => `omos-${language}`);

/** The public sets; none are our own everyday sentences, which come from another source than the out-of-scope texts. */
export function publicSets(folder: string, line: Line): readonly TopicSet[] {
  return ['clinc35', 'banking35', ...OMOS].map((name) => {
    const path = (end: string) => join(folder, 'data/intents', `${name}.${end}`);
    const example = ({ lang, text, label }: Row): Example => ({ language: lang, text, label });
    const train = read<Row>(path('train.jsonl')).map(example);
    const dev = read<Row>(path('dev.jsonl')).map(example);
    const pages = read<{ topic: string; title: string; text: string }>(path('pages.jsonl.gz'));
    const languages = new Set(train.map(({ language }) => language));
    return {
      name,
      train,
      none: outsideOf(line).filter(({ language }) => languages.has(language)),
      articles: pages.map(({ topic, title, text }) => ({
        topics: [topic],
        text: normalise(`${title} ${text}`),
      })),
      concepts: NO_CONCEPTS,
      asked: dev.filter(({ label }) => !label.startsWith('__')),
      far: dev.filter(({ label }) => label === '__oos'),
      near: dev.filter(({ label }) => label === '__near_oos'),
    };
  });
}

/** Our own phrases: a quarter of the families is asked, and nothing of these families is learned. */
export function heldBackSet(line: Line): TopicSet {
  const { phrases, articles, concepts } = lessonsOf(line);
  const features = phrases.map(({ text }) => ({ features: featuresOf(text, NO_CONCEPTS), labels: [0] }));
  const space = openSpace(knowFeatures(features, 1));
  const vectors = features.map((each) => space.vector(each.features));
  const folding = foldsOf(phrases, vectors, space.hashes.length, 4);
  let step = folding.next();
  while (step.done !== true) step = folding.next();
  const folds = step.value;
  const example = ({ label, language, text }: Phrase): Example => ({ label, language, text });
  const kept = phrases.filter((_, at) => folds[at] !== 3);
  const held = phrases.filter((_, at) => folds[at] === 3);
  const outside = ({ label }: Phrase) => label.startsWith('-') || label.startsWith('~');
  return {
    name: 'our phrases, held back',
    train: kept.filter((phrase) => !outside(phrase)).map(example),
    none: kept.filter(outside).map(example),
    articles,
    concepts,
    asked: held.filter(({ label }) => isTopic(label)).map(example),
    far: held.filter(({ label }) => label === '-').map(example),
    near: held.filter(({ label }) => label.startsWith('~')).map(example),
  };
}

/** Real questions, which are never trained or tuned on. */
export function realQuestions(folder: string): readonly Asked[] {
  return read<{ lang: string; text: string; topic: string; kind: string }>(
    join(folder, 'questions-dev.jsonl'),
  ).map(({ lang, text, topic, kind }) => ({ language: lang, text, label: topic, kind }));
}

/** Everyday sentences and wishes that no line of ours serves, in several languages. */
export function strangers(folder: string): {
  readonly far: readonly Asked[];
  readonly near: readonly Asked[];
} {
  const rows = (name: string) =>
    read<Row>(join(folder, 'data/intents', `${name}.dev.jsonl`)).map(
      ({ lang, text, label }): Asked => ({ language: lang, text, label }),
    );
  const commands = rows('clinc35');
  return {
    far: [...OMOS.flatMap(rows), ...commands].filter(({ label }) => label === '__oos'),
    near: commands.filter(({ label }) => label !== '__oos'),
  };
}

function outsideOf(line: Line): readonly Example[] {
  return [...line.phrases].flatMap(([language, { none }]) =>
    none.map((text) => ({ label: '-', language, text })),
  );
}
