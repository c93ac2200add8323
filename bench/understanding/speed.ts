// How long one message takes, as a ratio to nlp.js in the same run: language, danger, intent and topic, and what is said in
// passing. Must not judge what is right.

import type { Line } from '../../src/model/line.ts';
import { heldBackDangers, heldBackIntents } from './danger-sets.ts';
import { newNlp } from './topic-engines.ts';
import { realQuestions } from './topic-sets.ts';

const ROUNDS = 5;
const FEWEST = 20;
/** Milliseconds of one round. */
const MOST_TIME = 5_000;

type Hear = (text: string) => unknown;

/** Milliseconds of processor time a message, the least of several rounds; a slow engine is asked fewer messages. */
async function perMessage(hear: Hear, texts: readonly string[]): Promise<number> {
  const round = async (asked: readonly string[]) => {
    const began = process.cpuUsage();
    for (const text of asked) await hear(text);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000 / asked.length;
  };
  const first = await round(texts.slice(0, FEWEST));
  const asked = texts.slice(0, Math.max(FEWEST, Math.min(texts.length, Math.floor(MOST_TIME / first))));
  let least = Number.POSITIVE_INFINITY;
  for (let each = 0; each < ROUNDS; each += 1) least = Math.min(least, await round(asked));
  return least;
}

/** How alike a word must be to an entity's: 0.8 is the default of nlp.js, 1 finds no slip. */
type Entities = { readonly threshold: number };

/** nlp.js with the line's phrases in all its languages, guessing the language itself; with `entities` also places, papers and needs. */
async function nlpJs(line: Line, entities: Entities | null): Promise<Hear> {
  const nlp = newNlp({
    nlu: { log: false },
    forceNER: entities !== null,
    ...(entities && { ner: entities }),
  });
  const codes = line.languages.map(({ code }) => code);
  for (const code of codes) {
    nlp.addLanguage(code);
    const phrases = line.phrases.get(code);
    if (phrases === undefined) continue;
    for (const group of [phrases.topics, phrases.dangers, phrases.intents])
      for (const [label, texts] of group) for (const text of texts) nlp.addDocument(code, text, label);
    for (const text of phrases.none) nlp.addDocument(code, text, 'None');
    if (entities === null) continue;
    for (const { id, name, also } of line.places.values())
      nlp.addNerRuleOptionTexts(code, 'place', id, [...Object.values(name), ...also]);
    for (const [slot, values] of [
      ['status', phrases.statuses],
      ['need', phrases.needs],
      ['stage', phrases.stages],
    ] as const)
      for (const [value, texts] of values ?? []) nlp.addNerRuleOptionTexts(code, slot, value, [...texts]);
  }
  await nlp.train();
  return (text) => nlp.process(text);
}

/** The built line, as it runs: what loads TypeScript on the fly makes every small function slower, and nlp.js comes built. */
async function built() {
  const from = async (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);
  const { loadLine }: typeof import('../../src/content/load.ts') = await from('content/load.js');
  const { createTriage }: typeof import('../../src/triage/understand.ts') =
    await from('triage/understand.js');
  const { packOf }: typeof import('../../src/understanding-pack.ts') = await from('understanding-pack.js');
  return { loadLine, createTriage, packOf };
}

/** After `npm run build`. */
export async function benchSpeed(folder: string): Promise<void> {
  const { loadLine, createTriage, packOf } = await built();
  const { line } = loadLine('.', 'europe');
  if (!line) throw new Error('the line has mistakes; see npm run check');
  const triage = createTriage(line, packOf(line));
  triage.warm();
  const texts = [...heldBackDangers(), ...heldBackIntents(), ...realQuestions(folder)]
    .map(({ text }) => text)
    .filter((_, at) => at % 3 === 0);
  const rows: (readonly [string, Hear])[] = [
    [
      'Waypost: language, danger, intent, topic, places, papers, needs',
      (text) => triage.understand({ text }),
    ],
    ['nlp.js: language and one class', await nlpJs(line, null)],
    [
      'nlp.js: the same, and places, papers, needs as its entities, found only as written',
      await nlpJs(line, { threshold: 1 }),
    ],
    [
      'nlp.js: the same, and places, papers, needs as its entities, slips forgiven as by default',
      await nlpJs(line, { threshold: 0.8 }),
    ],
  ];
  console.log(`\n## Time per message, one core, ${texts.length} messages\n`);
  console.log('| engine | ms | ours as a ratio to it |\n| --- | --- | --- |');
  let ours = 0;
  for (const [name, hear] of rows) {
    const time = await perMessage(hear, texts);
    if (ours === 0) ours = time;
    console.log(`| ${name} | ${time.toFixed(3)} | ${(ours / time).toFixed(2)} |`);
  }
}
