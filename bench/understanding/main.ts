// `npm run bench:understanding -- FOLDER [topics|danger|speed]`: the tables of docs/understanding.md, each part that is asked
// for or all. FOLDER holds questions-dev.jsonl and data/.

import { resolve } from 'node:path';

const PARTS: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  danger: async (folder) => (await import('./danger.ts')).benchDanger(folder),
  topics: async (folder) => (await import('./topics.ts')).benchTopics(folder),
  speed: async (folder) => (await import('./speed.ts')).benchSpeed(folder),
};

const [folder, only] = process.argv.slice(2);
if (folder === undefined || (only !== undefined && PARTS[only] === undefined)) {
  console.error(`npm run bench:understanding -- FOLDER [${Object.keys(PARTS).join('|')}]`);
  process.exitCode = 2;
} else {
  for (const [name, part] of Object.entries(PARTS))
    if (only === undefined || only === name) await part(resolve(folder));
}
