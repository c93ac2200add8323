// How long one message takes, as a ratio to nlp.js in the same run: language, danger, intent and topic, and what is said in
// passing. Must not judge what is right.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ENGINES = [
  'Waypost: language, danger, intent, topic, places, papers, needs',
  'nlp.js: language and one class',
  'nlp.js: the same, and places, papers, needs as its entities, found only as written',
  'nlp.js: the same, and places, papers, needs as its entities, slips forgiven as by default',
] as const;

type Timed = { readonly time: number; readonly messages: number };

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
/** Beside its source, because it reads what lies there. */
const BUILT = here('./speed-engine.built.mjs');

/** What loads TypeScript on the fly names every small function again each time it is made, in ours only: nlp.js comes built. */
const buildEngine = () =>
  build({
    entryPoints: [here('./speed-engine.ts')],
    outfile: BUILT,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
  });

async function timed(engine: number, folder: string): Promise<Timed> {
  const child = fork(BUILT, [`${engine}`, folder], { execArgv: [] });
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
  await buildEngine();
  try {
    for (const engine of ENGINES.keys()) times.push(await timed(engine, folder));
  } finally {
    rmSync(BUILT);
  }
  console.log('\n## Time per message, one core\n');
  console.log('| engine | messages | ms | ours as a ratio to it |\n| --- | --- | --- | --- |');
  times.forEach(({ time, messages }, at) => {
    const ratio = times[0]!.time / time;
    console.log(
      `| ${ENGINES[at]} | ${messages} | ${time.toFixed(3)} | ${ratio < 0.1 ? ratio.toPrecision(1) : ratio.toFixed(2)} |`,
    );
  });
}
