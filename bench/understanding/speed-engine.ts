// Times one engine in a process of its own, so that none has another's memory or compiled code about it: the number of the
// engine and the shared folder in, milliseconds a message and how many were asked out. Must not compare.

import type { Line } from '../../src/model/line.ts';
import { heldBackDangers, heldBackIntents } from './danger-sets.ts';
import { newNlp } from './topic-engines.ts';
import { realQuestions } from './topic-sets.ts';

/** By then what is often called has been compiled: lines run for weeks. */
const ROUNDS = 60;
const FEWEST = 20;
const WARMING = 3;
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

/** The least of several rounds; an engine that is slow even when warm is asked fewer messages, spread over all. */
async function leastTime(hear: Hear, texts: readonly string[]): Promise<{ time: number; messages: number }> {
  const spread = (amount: number) => texts.filter((_, at) => (at * amount) % texts.length < amount);
  let warm = Number.POSITIVE_INFINITY;
  for (let round = 0; round < WARMING; round += 1) warm = Math.min(warm, await timeOf(hear, spread(FEWEST)));
  const asked = spread(Math.max(FEWEST, Math.min(texts.length, Math.floor(MOST_TIME / warm))));
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round += 1) least = Math.min(least, await timeOf(hear, asked));
  return { time: least, messages: asked.length };
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

/** The built line, as it runs. */
async function built() {
  const from = async (file: string) => import(new URL(`../../dist/${file}`, import.meta.url).href);
  const { loadLine }: typeof import('../../src/content/load.ts') = await from('content/load.js');
  const { createTriage }: typeof import('../../src/triage/understand.ts') =
    await from('triage/understand.js');
  const { packOf }: typeof import('../../src/understanding-pack.ts') = await from('understanding-pack.js');
  return { loadLine, createTriage, packOf };
}

const { loadLine, createTriage, packOf } = await built();
const { line } = loadLine('.', 'europe');
if (!line) throw new Error('the line has mistakes; see npm run check');
const [engine, folder] = process.argv.slice(2);
const texts = [...heldBackDangers(), ...heldBackIntents(), ...realQuestions(folder!)]
  .map(({ text }) => text)
  .filter((_, at) => at % 3 === 0);

function ours(): Hear {
  const triage = createTriage(line!, packOf(line!));
  triage.warm();
  return (text) => triage.understand({ text });
}

/** In the order of `ENGINES` in speed.ts. */
const engines: readonly (() => Hear | Promise<Hear>)[] = [
  ours,
  () => nlpJs(line, null),
  () => nlpJs(line, { threshold: 1 }),
  () => nlpJs(line, { threshold: 0.8 }),
];
const hear = await engines[Number(engine)]!();
process.send!(await leastTime(hear, texts));
process.disconnect();
