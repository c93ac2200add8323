// How long one message takes, as a ratio to nlp.js in the same run: language, danger, intent and topic, and what is said in
// passing. Must not judge what is right.

import { fork } from 'node:child_process';
import { once } from 'node:events';

const ENGINES = [
  'Waypost: language, danger, intent, topic, places, papers, needs',
  'nlp.js: language and one class',
  'nlp.js: the same, and places, papers, needs as its entities, found only as written',
  'nlp.js: the same, and places, papers, needs as its entities, slips forgiven as by default',
] as const;

type Timed = { readonly time: number; readonly messages: number };

async function timed(engine: number, folder: string): Promise<Timed> {
  const child = fork(new URL('./speed-engine.ts', import.meta.url), [`${engine}`, folder]);
  const [said] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`${ENGINES[engine]}: ended without a figure`);
    }),
  ])) as [Timed];
  return said;
}

/** After `npm run build`. */
export async function benchSpeed(folder: string): Promise<void> {
  const times: Timed[] = [];
  for (const engine of ENGINES.keys()) times.push(await timed(engine, folder));
  console.log(`\n## Time per message, one core, ${times[0]!.messages} messages\n`);
  console.log('| engine | ms | ours as a ratio to it |\n| --- | --- | --- |');
  times.forEach(({ time }, at) => {
    const ratio = times[0]!.time / time;
    console.log(
      `| ${ENGINES[at]} | ${time.toFixed(3)} | ${ratio < 0.1 ? ratio.toPrecision(1) : ratio.toFixed(2)} |`,
    );
  });
}
