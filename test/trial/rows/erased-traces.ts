// R1, R2: what stays of people in Redis, in its files, in logs and in temporary files: while they talk, after everything has expired,
// and after they had it erased.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createSeal } from '../../../src/runtime/sealing.ts';
import type { People, Person } from '../rig/people.ts';
import { type Rig, SHORT_TIMES } from '../rig/rig.ts';
import { onStage } from '../rig/stage.ts';
import { type Check, figure, holds, most, none, type Row } from '../row.ts';

/** Everything that could be read by whoever takes the machine away: names and bytes. */
type Dump = readonly { readonly where: string; readonly bytes: string }[];

/** A log that is rewritten soon after an erasure and on a short timer, so that a trial need not last an hour. */
const rewriting = (every: number) => JSON.stringify({ after: 1_000, apart: 2_000, every });

/** What is compressed could not be searched. */
const PLAIN = ['--rdbcompression', 'no'];

export const expired: Row = {
  number: 1,
  name: 'marked words and numbers in a dump of Redis, RDB, AOF, logs and temporary files, before and after expiry',
  async run(trial) {
    const temporary = mkdtempSync(join(tmpdir(), 'waypost-trial-tmp-'));
    const retention = trial.short ? 6_000 : 40_000;
    const environment = { LOG_LEVEL: 'debug', TMPDIR: temporary, TRIAL_REWRITE: rewriting(2_000) };
    const store = { ...(trial.short && SHORT_TIMES.store), retention };
    try {
      return await onStage(trial, { store, environment, redisArgs: PLAIN }, async (rig, people) => {
        const eye = new Redis(rig.redis.port, '127.0.0.1');
        // Somebody must still wait in an outbox and in a mailbox, or those would not be looked at.
        rig.api.latency = 300;
        for (const [at, person] of people.all.entries()) {
          void people.write(person, `${wordOf(at)} ${numberOf(at)} I need a small loan`);
          await sleep(50);
        }
        await people.settle(trial.short ? 2_000 : 15_000);
        const marks = people.all.flatMap((person, at) => marksOf(person, wordOf(at), numberOf(at)));
        const before = await dump(rig, eye, temporary);
        const sealed = await sealedBodies(eye);
        trial.tell(`${before.length} places looked at, ${sealed.size} sealed bodies`);
        await until(async () => (await eye.keys('wp{*}[cmonj]*')).length === 0, retention * 3);
        const rewritten = await until(() => !logs(rig).some(({ bytes }) => has(bytes, sealed)), 60_000);
        const after = await dump(rig, eye, temporary);
        const left = [...new Set((await eye.keys('*')).map((key) => key.replace(/^wp\{\d+\}(.).*$/, '$1')))];
        eye.disconnect();
        return [
          figure('conversations', people.all.length),
          figure('marks looked for (plain, hex, base64)', marks.filter(longEnough).length),
          figure('places looked at', `${before.length} and ${after.length}`),
          figure('sealed bodies before', sealed.size),
          holds(
            'the search finds a word, a number and a sealed body where they stand',
            finds(before, marks, sealed),
          ),
          none('marks in clear before expiry', found(before, marks).length),
          none('marks after expiry', found(after, marks).length),
          none('sealed bodies after expiry', after.filter(({ bytes }) => has(bytes, sealed)).length),
          most('gone from the AOF after expiry of the last', rewritten, 60, ' s'),
          figure('kinds of keys left', left.sort().join(' ')),
          ...found([...before, ...after], marks).map((where) => figure('found in', where)),
        ];
      });
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  },
};

/** How people say it, and the choice that says yes. */
const DELETE = [
  'delete my data',
  'supprimer mes données',
  'alles löschen',
  'احذف بياناتي',
  'видалити мої дані',
];

export const erased: Row = {
  number: 2,
  name: '"delete my data" in the middle of a chat, in five languages, while parts wait in the outbox',
  run(trial) {
    // The real line also in a short run: the small one has two languages.
    return onStage(
      { ...trial, short: false, small: false },
      { people: 15, redisArgs: PLAIN, ...SHORT_TIMES },
      (rig, people) => askToDelete(rig, people),
    );
  },
};

async function askToDelete(rig: Rig, people: People): Promise<readonly Check[]> {
  const eye = new Redis(rig.redis.port, '127.0.0.1');
  const seal = createSeal([Buffer.from(rig.environment['STATE_KEY']!, 'base64')]);
  const keyOf = ({ channel, address, web }: Person) =>
    seal.conversation({ channel, to: web?.conversation ?? address });
  const texts: string[] = [];
  people.listen((text) => texts.push(text));
  // Ten people delete, one of each language on web chat and on a network; the others go on.
  const web = people.all.filter(({ channel }) => channel === 'web-chat').slice(0, 5);
  const networks = people.all.filter(({ channel }) => channel !== 'web-chat').slice(0, 5);
  const gone = [...web, ...networks];
  const others = people.all.filter((person) => !gone.includes(person));
  for (const person of people.all) await people.write(person, 'I need a small loan');
  await people.settle(20_000);
  for (const [at, person] of gone.entries()) await people.write(person, DELETE[at % 5]!);
  await people.settle(20_000);
  const sealed = new Set<string>();
  for (const person of gone) for (const body of await sealedBodies(eye, keyOf(person))) sealed.add(body);
  // From here on sends take long, so that what was said last still waits while the person has it erased.
  rig.api.latency = 1_000;
  for (const person of networks) void people.write(person, 'no');
  for (const [at, person] of networks.entries()) void people.write(person, DELETE[at % 5]!);
  await sleep(300);
  const waiting = (await Promise.all(networks.map((person) => eye.keys(`wp{*}o${keyOf(person)}`)))).flat();
  for (const person of gone) for (const body of await sealedBodies(eye, keyOf(person))) sealed.add(body);
  const began = performance.now();
  const asked = await Promise.all(gone.map((person) => people.write(person, '1')));
  const stateGone = await until(
    async () =>
      (await Promise.all(gone.map((person) => eye.exists(...keysOf(keyOf(person)))))).every((n) => n === 0),
    30_000,
  );
  await until(() => !logs(rig).some(({ bytes }) => has(bytes, sealed)), 90_000);
  const logGone = (performance.now() - began) / 1_000;
  const logClean = !logs(rig).some(({ bytes }) => has(bytes, sealed));
  await people.settle(20_000);
  rig.api.latency = 0;
  const receipts = asked.filter((mark) => texts.some((text) => text.includes(`⟦${mark} `)));
  const kept = await Promise.all(others.map((person) => eye.exists(...keysOf(keyOf(person)))));
  const fresh = await Promise.all(gone.map((person) => people.write(person, 'menu')));
  await people.settle(20_000);
  const again = fresh.filter((mark) => texts.some((text) => text.includes(`⟦${mark} `) && / 1⟧/.test(text)));
  eye.disconnect();
  return [
    figure('people who had it erased, of all', `${gone.length} of ${people.all.length}`),
    figure('outboxes with parts when they said yes', waiting.length),
    most('every key of theirs gone after', stateGone, 5, ' s'),
    most(
      'sealed bodies of theirs gone from the AOF after',
      logClean ? logGone : Number.POSITIVE_INFINITY,
      60,
      ' s',
    ),
    holds('a receipt for each', receipts.length === gone.length, `${receipts.length} of ${gone.length}`),
    holds('the next message starts anew', again.length === gone.length, `${again.length} of ${gone.length}`),
    none('others without their state', kept.filter((n) => n === 0).length),
  ];
}

/** State, mailbox, outbox and reminder of a conversation, in every bucket's spelling. The journal holds the receipt. */
function keysOf(conversation: string): string[] {
  const buckets = Array.from({ length: 64 }, (_, bucket) => `wp{${bucket}}`);
  return buckets.flatMap((bucket) =>
    ['c', 'm', 'o', 'n'].map((letter) => `${bucket}${letter}${conversation}`),
  );
}

const wordOf = (at: number) => `Kanarienwort${at}x`;
const numberOf = (at: number) => `+4915112${String(345_000 + at)}`;

/** What must not be found of a person, also as base64 at each of its three alignments and as hex. */
function marksOf({ address, channel, web }: Person, ...said: readonly string[]): string[] {
  const own = channel === 'web-chat' ? [web!.conversation, web!.token] : [address];
  return [...said, ...own].flatMap((mark) => [
    mark,
    Buffer.from(mark).toString('hex'),
    ...[0, 1, 2].map((shift) =>
      Buffer.from(`${' '.repeat(shift)}${mark}`)
        .toString('base64')
        .slice(4, -4),
    ),
  ]);
}

/** A shorter one would be found by chance. */
const longEnough = (mark: string) => mark.length >= 8;

function found(places: Dump, marks: readonly string[]): string[] {
  const needles = marks.filter(longEnough);
  return places.filter(({ bytes }) => needles.some((mark) => bytes.includes(mark))).map(({ where }) => where);
}

/** That nothing was found says something only if the search can find. */
function finds(before: Dump, marks: readonly string[], sealed: ReadonlySet<string>): boolean {
  const clear = [wordOf(0), Buffer.from(`x${numberOf(0)}`).toString('base64')];
  const seen = clear.every((bytes) => found([{ where: '', bytes }], marks).length === 1);
  return seen && before.some(({ where, bytes }) => where.startsWith('file ') && has(bytes, sealed));
}

function has(bytes: string, bodies: ReadonlySet<string>): boolean {
  for (const body of bodies) if (bytes.includes(body)) return true;
  return false;
}

async function dump(rig: Rig, eye: Redis, temporary: string): Promise<Dump> {
  const keys = await eye.keys('*');
  const inRedis = await Promise.all(
    keys.map(async (key) => ({
      where: `key ${key.slice(0, 8)}`,
      bytes: `${key} ${await readable(eye, key)}`,
    })),
  );
  await eye.save();
  const complaints = rig.lines.map(({ complaints: said }, slot) => ({
    where: `log ${slot}`,
    bytes: said.join('\n'),
  }));
  return [...inRedis, ...complaints, ...filesIn(rig.redis.folder), ...filesIn(temporary)];
}

async function readable(eye: Redis, key: string): Promise<string> {
  switch (await eye.type(key)) {
    case 'string':
      return (await eye.get(key)) ?? '';
    case 'list':
      return (await eye.lrange(key, 0, -1)).join('\n');
    case 'hash':
      return Object.values(await eye.hgetall(key)).join('\n');
    case 'zset':
      return (await eye.zrange(key, '0', '-1')).join('\n');
    default:
      return '';
  }
}

/** Everything long enough to be a sealed body, of all conversations or of one. */
async function sealedBodies(eye: Redis, conversation = ''): Promise<Set<string>> {
  const keys = await eye.keys(`wp{*}[cmonj]${conversation}*`);
  const values = await Promise.all(keys.map((key) => readable(eye, key)));
  return new Set(values.flatMap((value) => value.split('\n')).filter((text) => text.length > 60));
}

function logs(rig: Rig): Dump {
  return filesIn(join(rig.redis.folder, 'appendonlydir'));
}

function filesIn(folder: string): Dump {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.flatMap(({ parentPath, name }) => {
    try {
      return [{ where: `file ${name}`, bytes: readFileSync(join(parentPath, name), 'latin1') }];
    } catch {
      // Redis has removed it meanwhile.
      return [];
    }
  });
}

/** Seconds until `good`, or infinity after `ms`. */
async function until(good: () => boolean | Promise<boolean>, ms: number): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < ms) {
    if (await good()) return (performance.now() - began) / 1_000;
    await sleep(100);
  }
  return Number.POSITIVE_INFINITY;
}
