// How long one message takes, as a ratio to nlp.js in the same run: language, danger, intent and topic, and what is said in
// passing. Must not judge what is right.

import type { Line } from '../../src/model/line.ts';
import { heldBackDangers, heldBackIntents } from './danger-sets.ts';
import { newNlp } from './topic-engines.ts';
import { realQuestions } from './topic-sets.ts';

/** By then what is often called has been compiled: lines run for weeks. */
const ROUNDS = 20;
const FEWEST = 20;
/** Milliseconds of one round. */
const MOST_TIME = 1_500;

type Hear = (text: string) => unknown;

/** Milliseconds of processor time a message takes. */
async function timeOf(hear: Hear, texts: readonly string[]): Promise<number> {
  const began = process.cpuUsage();
  for (const text of texts) await hear(text);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000 / texts.length;
}

/** The least of several rounds for each engine, in turns, so that all meet the same machine; a slow one is asked fewer messages. */
async function leastTimes(engines: readonly Hear[], texts: readonly string[]): Promise<readonly number[]> {
  const least = engines.map(() => Number.POSITIVE_INFINITY);
  const asked: (readonly string[])[] = [];
  for (const hear of engines) {
    const first = await timeOf(hear, texts.slice(0, FEWEST));
    asked.push(texts.slice(0, Math.max(FEWEST, Math.min(texts.length, Math.floor(MOST_TIME / first)))));
  }
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [at, hear] of engines.entries())
      least[at] = Math.min(least[at]!, await timeOf(hear, asked[at]!));
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
  const times = await leastTimes(
    rows.map(([, hear]) => hear),
    texts,
  );
  rows.forEach(([name], at) => {
    const ratio = times[0]! / times[at]!;
    console.log(
      `| ${name} | ${times[at]!.toFixed(3)} | ${ratio < 0.1 ? ratio.toPrecision(1) : ratio.toFixed(2)} |`,
    );
  });
}
