// R25: an operator saves the content again and again while people talk, and once in a while something that is wrong.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { count, promises } from '../rig/checker.ts';
import { ROOT } from '../rig/line-process.ts';
import { SMALL_LINE } from '../rig/rig.ts';
import { onStage } from '../rig/stage.ts';
import { talk } from '../rig/talk.ts';
import { figure, most, none, type Row, type Trial } from '../row.ts';

const FOLDERS = ['knowledge-base', 'dialogs', 'locales'];
/** Written at the end of every English sentence of an edit. */
const VERSION = /‹v(\d+)›/gu;

export const reload: Row = {
  number: 25,
  name: 'the content is saved again and again under load, sometimes wrong',
  async run(trial) {
    const cwd = mkdtempSync(join(tmpdir(), 'waypost-trial-content-'));
    for (const folder of FOLDERS)
      cpSync(join(trial.small ? SMALL_LINE.cwd : ROOT, folder), join(cwd, folder), { recursive: true });
    try {
      return await reloading(trial, cwd);
    } finally {
      rmSync(cwd, { recursive: true });
    }
  },
};

function reloading(trial: Trial, cwd: string) {
  return onStage(trial, { cwd }, async (rig, people) => {
    const reloads = trial.short ? 4 : 50;
    const edit = editor(cwd);
    let mixed = 0;
    let newest = 0;
    const versions = new Set<string>();
    people.listen((text) => {
      const found = new Set([...text.matchAll(VERSION)].map(([, version]) => version!));
      if (found.size > 1) mixed += 1;
      for (const version of found) {
        versions.add(version);
        newest = Math.max(newest, Number(version));
      }
    });
    let over = false;
    const talking = talk(people, trial.random, { rate: 20, until: () => over });
    let wrong = 0;
    for (let n = 1; n <= reloads; n += 1) {
      if (n % 10 === 4) {
        edit.spoil();
        wrong += 1;
        await sleep(1_000);
      }
      edit.save(n);
      await sleep(trial.short ? 800 : 1_500);
    }
    // The last one is in use when people hear it.
    for (let n = 0; n < 60 && newest < reloads; n += 1) await sleep(250);
    over = true;
    await talking;
    await people.settle(60_000);
    return [
      figure('reloads', reloads),
      figure('invalid ones between', wrong),
      ...promises(count(people.ledger), 0),
      none('answers of two versions', mixed),
      figure('versions heard', versions.size),
      most('edits that the last answers lack', reloads - newest, 0),
      none('errors in the log', rig.lines.flatMap(({ complaints }) => complaints).filter(isError).length),
    ];
  });
}

function isError(complaint: string): boolean {
  return /"level":(50|60)|"level":"(error|fatal)"/.test(complaint);
}

function editor(cwd: string) {
  const folder = join(cwd, 'locales/en');
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'language.json');
  const originals = names.map(
    (name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')] as const,
  );
  return {
    /** Sentences carry the version; labels and short words have no room. */
    save(version: number) {
      for (const [file, original] of originals)
        writeFileSync(file, original.replace(/([a-z]{3}[.?!])(?="[,\s}])/gu, `$1 ‹v${version}›`));
    },
    /** A file saved half. */
    spoil() {
      const [file, original] = originals[0]!;
      writeFileSync(file, original.slice(0, original.length / 2));
    },
  };
}
