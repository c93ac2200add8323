// The promises of the Store port, as a list of tests that every store must pass. Must not know any store.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Commit, Entered, JournalEntry, Lease, Store } from '../../src/runtime/ports.ts';
import type { StoreSettings } from '../../src/store/store-settings.ts';

/** Opens a store; two with the same `data` see the same things, as two processes would. */
export type OpenStore = (settings: Partial<StoreSettings>) => Store;

export type StorePromise = { readonly name: string; test(open: OpenStore): Promise<void> };

type Leased = Extract<Entered, { status: 'leased' }>;

/** Long enough for a busy machine to come back within it. */
const SHORT = { lease: 250, sender: 250 };

let count = 0;
/** A conversation that no other test uses. */
const fresh = () => `conversation-${++count}-${process.pid}`;
const update = (id: string, sealed = `sealed-${id}`) => ({ id, sealed });
const part = (id: string) => ({ id, sealed: `sealed-${id}` });
const commit = (changes: Partial<Commit> = {}): Commit => ({
  state: 'state',
  parts: [],
  to: 'outbox',
  done: [],
  ...changes,
});

async function enter(store: Store, key: string, id: string): Promise<Leased> {
  const entered = await store.enter(key, update(`${key}-${id}`, id));
  if (entered.status !== 'leased') throw new Error(`expected the lease, got ${entered.status}`);
  return entered;
}

/** Claims until `key` comes; other tests may have left work behind. */
async function claim(store: Store, key: string, now = Date.now()): Promise<Leased | null> {
  for (;;) {
    const claimed = await store.claim(now);
    if (claimed === null || claimed.lease.conversation === key) return claimed;
  }
}

async function turn(store: Store, key: string, id: string, changes: Partial<Commit>): Promise<Lease> {
  const { lease, updates } = await enter(store, key, id);
  await store.commit(lease, commit({ done: updates.map((waiting) => waiting.id), ...changes }));
  return lease;
}

async function until<T>(read: () => T, good: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 200 && !good(read()); tries += 1) await sleep(10);
  return read();
}

const bodies = (items: readonly { readonly sealed: string }[]) => items.map(({ sealed }) => sealed);
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

export const storeContract: readonly StorePromise[] = [
  {
    name: 'of 50 simultaneous entries of one update, one is taken and 49 are duplicates',
    async test(open) {
      const stores = [open({}), open({})];
      const key = fresh();
      const all = Array.from({ length: 50 }, (_, i) => stores[i % 2]!.enter(key, update(`${key}-1`)));
      const statuses = (await Promise.all(all)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 'leased')).toHaveLength(1);
      expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(49);
    },
  },
  {
    name: 'of 50 simultaneous updates, one caller gets the lease and nobody loses an update',
    async test(open) {
      const stores = [open({}), open({})];
      const key = fresh();
      const all = Array.from({ length: 50 }, (_, i) =>
        stores[i % 2]!.enter(key, update(`${key}-${i}`, `${i}`)),
      );
      const entered = await Promise.all(all);
      const leased = entered.filter((one) => one.status === 'leased');
      expect(leased).toHaveLength(1);
      expect(entered.filter((one) => one.status === 'waiting')).toHaveLength(49);

      const heard: string[] = [];
      let batch = leased[0]!.updates;
      for (;;) {
        heard.push(...bodies(batch));
        const committed = await stores[0]!.commit(leased[0]!.lease, commit({ done: ids(batch) }));
        if (committed.status !== 'more') break;
        batch = committed.updates;
      }
      expect(heard.sort((a, b) => Number(a) - Number(b))).toEqual(
        Array.from({ length: 50 }, (_, i) => `${i}`),
      );
    },
  },
  {
    name: 'a new conversation has no state, the next turn gets what was committed',
    async test(open) {
      const store = open({});
      const key = fresh();
      const first = await enter(store, key, 'one');
      expect(first).toMatchObject({ state: null, tries: 1 });
      expect(bodies(first.updates)).toEqual(['one']);
      const committed = await store.commit(
        first.lease,
        commit({ state: 'remembered', done: ids(first.updates) }),
      );
      expect(committed).toEqual({ status: 'released', delivery: 'none' });
      const second = await enter(store, key, 'two');
      expect(second.state).toBe('remembered');
      expect(second.lease.fence).toBeGreaterThan(first.lease.fence);
    },
  },
  {
    name: 'updates that came during the turn are handed out by its commit, in order, and the lease is kept',
    async test(open) {
      const store = open({});
      const key = fresh();
      const { lease, updates } = await enter(store, key, 'one');
      for (const id of ['two', 'three']) {
        expect((await store.enter(key, update(`${key}-${id}`, id))).status).toBe('waiting');
      }
      const more = await store.commit(lease, commit({ done: ids(updates) }));
      expect(more.status).toBe('more');
      const left = more.status === 'more' ? more.updates : [];
      expect(bodies(left)).toEqual(['two', 'three']);
      expect((await store.enter(key, update(`${key}-four`))).status).toBe('waiting');
    },
  },
  {
    name: 'a commit under a lost lease writes nothing',
    async test(open) {
      const store = open(SHORT);
      const key = fresh();
      const late = await enter(store, key, 'one');
      await sleep(300);
      const taken = await enter(store, key, 'two');
      const done = ids(late.updates);
      const refused = await store.commit(late.lease, commit({ state: 'late', parts: [part('late')], done }));
      expect(refused).toEqual({ status: 'lost' });
      expect(await store.outbox(key)).toEqual([]);
      expect(bodies(taken.updates)).toEqual(['one', 'two']);
      await store.commit(taken.lease, commit({ state: 'right', done: ids(taken.updates) }));
      expect((await enter(store, key, 'three')).state).toBe('right');
    },
  },
  {
    name: 'the same commit again writes nothing twice',
    async test(open) {
      const store = open({});
      const key = fresh();
      const { lease, updates } = await enter(store, key, 'one');
      const first = commit({ state: 'a', parts: [part('p1')], done: ids(updates) });
      expect((await store.commit(lease, first)).status).toBe('released');
      expect(await store.commit(lease, first)).toEqual({ status: 'released', delivery: 'all' });
      expect(ids(await store.outbox(key))).toEqual(['p1']);

      const journal = fresh();
      const held = await enter(store, journal, 'one');
      await store.enter(journal, update(`${journal}-two`, 'two'));
      const put = commit({ to: 'journal', parts: [part('p1')], done: ids(held.updates) });
      for (let i = 0; i < 2; i += 1) {
        expect(await store.commit(held.lease, put)).toMatchObject({
          status: 'more',
          updates: [{ sealed: 'two' }],
        });
      }
      expect((await store.journal(journal, 0)).entries).toHaveLength(1);
    },
  },
  {
    name: 'work left behind by a dead process is claimed once its lease is over, by one claimer only',
    async test(open) {
      const [dead, a, b] = [open(SHORT), open(SHORT), open(SHORT)];
      const key = fresh();
      const left = await enter(dead!, key, 'one');
      expect(await claim(a!, key)).toBeNull();
      await sleep(300);
      const claims = (await Promise.all([claim(a!, key), claim(b!, key)])).filter((one) => one !== null);
      expect(claims).toHaveLength(1);
      expect(claims[0]).toMatchObject({ tries: 2, updates: left.updates });
      expect(claims[0]!.lease.fence).toBeGreaterThan(left.lease.fence);
    },
  },
  {
    name: 'a conversation whose turn was committed is not claimed',
    async test(open) {
      const store = open(SHORT);
      const key = fresh();
      await turn(store, key, 'one', {});
      await sleep(300);
      expect(await claim(store, key)).toBeNull();
    },
  },
  {
    name: 'the outbox keeps the order over several commits, and a part crossed off is gone',
    async test(open) {
      const store = open({});
      const key = fresh();
      await turn(store, key, 'one', { parts: [part('a'), part('b')] });
      await turn(store, key, 'two', { parts: [part('c')] });
      expect(await store.outbox(key)).toEqual([part('a'), part('b'), part('c')]);
      expect(await store.sent(key, 'a')).toBe(2);
      expect(await store.sent(key, 'a')).toBe(2);
      expect(ids(await store.outbox(key))).toEqual(['b', 'c']);
      await store.sent(key, 'b');
      expect(await store.sent(key, 'c')).toBe(0);
      expect(await store.outbox(key)).toEqual([]);
    },
  },
  {
    name: 'one sender at a time: who commits into an empty outbox sends, later ones leave it to him',
    async test(open) {
      const store = open(SHORT);
      const key = fresh();
      const commitOne = async (id: string) => {
        const { lease, updates } = await enter(store, key, id);
        const committed = await store.commit(lease, commit({ parts: [part(id)], done: ids(updates) }));
        return committed.status === 'lost' ? 'lost' : committed.delivery;
      };
      expect(await commitOne('a')).toBe('ours');
      expect(await commitOne('b')).toBe('theirs');
      await sleep(300);
      expect(await commitOne('c')).toBe('all');
      for (const id of ['a', 'b', 'c']) await store.sent(key, id);
      expect(await commitOne('d')).toBe('ours');
    },
  },
  {
    name: 'an outbox left behind is handed to one caller at a time, one that is being sent to none',
    async test(open) {
      const [a, b] = [open({}), open({})];
      const key = fresh();
      await turn(a!, key, 'one', { parts: [part('a'), part('b')] });
      expect(await a!.abandoned(Date.now(), 250)).not.toContain(key);
      await sleep(300);
      await a!.sent(key, 'a');
      expect(await a!.abandoned(Date.now(), 250)).not.toContain(key);
      await sleep(300);
      const found = await Promise.all([a!.abandoned(Date.now(), 250), b!.abandoned(Date.now(), 250)]);
      expect(found.flat().filter((one) => one === key)).toHaveLength(1);
      await a!.sent(key, 'b');
      await sleep(300);
      expect(await b!.abandoned(Date.now(), 250)).not.toContain(key);
    },
  },
  {
    name: 'the journal counts from 1, gives what is after a seq, and knows an entry by its id',
    async test(open) {
      const store = open({});
      const key = fresh();
      expect(await store.journal(key, 0)).toEqual({ entries: [], last: 0 });
      expect(await store.append(key, part('a'))).toEqual({ seq: 1, ...part('a') });
      await turn(store, key, 'one', { to: 'journal', parts: [part('b'), part('c')] });
      expect(await store.append(key, { id: 'b', sealed: 'other' })).toEqual({ seq: 2, ...part('b') });
      expect(await store.append(key, part('d'))).toEqual({ seq: 4, ...part('d') });
      const { entries, last } = await store.journal(key, 2);
      expect(entries).toEqual([
        { seq: 3, ...part('c') },
        { seq: 4, ...part('d') },
      ]);
      expect(last).toBe(4);
      expect(await store.journal(key, 9)).toEqual({ entries: [], last: 4 });
    },
  },
  {
    name: 'the echo stands in the journal with the update, before the answer, and once',
    async test(open) {
      const store = open({});
      const key = fresh();
      const entered = await store.enter(key, update(`${key}-1`), part('echo'));
      expect((await store.enter(key, update(`${key}-1`), part('echo'))).status).toBe('duplicate');
      expect(ids((await store.journal(key, 0)).entries)).toEqual(['echo']);
      const lease = (entered as Leased).lease;
      await store.commit(lease, commit({ to: 'journal', parts: [part('answer')], done: [`${key}-1`] }));
      expect(ids((await store.journal(key, 0)).entries)).toEqual(['echo', 'answer']);
    },
  },
  {
    name: 'the journal keeps the newest entries only, and seq goes on',
    async test(open) {
      const store = open({ journal: 5 });
      const key = fresh();
      for (let i = 1; i <= 12; i += 1) await store.append(key, part(`e${i}`));
      const { entries, last } = await store.journal(key, 0);
      expect(entries.map(({ seq }) => seq)).toEqual([8, 9, 10, 11, 12]);
      expect(ids(entries)).toEqual(['e8', 'e9', 'e10', 'e11', 'e12']);
      expect(last).toBe(12);
    },
  },
  {
    name: 'seq never goes back, not even after forgetting or erasing',
    async test(open) {
      const store = open({});
      const key = fresh();
      await turn(store, key, 'one', { to: 'journal', parts: [part('a'), part('b')] });
      await turn(store, key, 'two', { to: 'journal', state: null, parts: [part('receipt')] });
      expect(await store.journal(key, 0)).toEqual({ entries: [{ seq: 3, ...part('receipt') }], last: 3 });
      await store.erase(key);
      expect(await store.journal(key, 0)).toEqual({ entries: [], last: 3 });
      expect((await store.append(key, part('c'))).seq).toBe(4);
    },
  },
  {
    name: 'a commit without state forgets all but its own parts and the updates that still wait',
    async test(open) {
      const store = open({});
      const key = fresh();
      const reminder = { at: Date.now() - 1, sealed: 'note' };
      await turn(store, key, 'one', { parts: [part('old')], reminder });
      const { lease, updates } = await enter(store, key, 'delete my data');
      await store.enter(key, update(`${key}-next`, 'next'));
      const forgotten = await store.commit(
        lease,
        commit({ state: null, parts: [part('receipt')], done: ids(updates) }),
      );
      expect(forgotten).toMatchObject({ status: 'more', delivery: 'theirs', updates: [{ sealed: 'next' }] });
      expect(ids(await store.outbox(key))).toEqual(['receipt']);
      await store.commit(lease, commit({ state: null, done: [`${key}-next`] }));
      expect(await claim(store, key)).toBeNull();
      expect((await enter(store, key, 'again')).state).toBeNull();
    },
  },
  {
    name: 'erase takes the lease away too: the turn under way can write nothing back',
    async test(open) {
      const store = open({});
      const key = fresh();
      const { lease, updates } = await enter(store, key, 'one');
      await store.erase(key);
      const late = commit({ parts: [part('late')], done: ids(updates) });
      expect(await store.commit(lease, late)).toEqual({ status: 'lost' });
      expect(await store.outbox(key)).toEqual([]);
      const again = await enter(store, key, 'two');
      expect(again.state).toBeNull();
      expect(await store.commit(lease, late)).toEqual({ status: 'lost' });
    },
  },
  {
    name: 'a conversation erased for good is closed to everybody, who watches it is told, and its number of entries is not',
    async test(open) {
      const [store, other] = [open({}), open({})];
      const [key, empty, kept] = [fresh(), fresh(), fresh()];
      await turn(store, key, 'one', { to: 'journal', parts: [part('a')] });
      const ended: string[] = [];
      await other!.watch(
        key,
        () => undefined,
        () => ended.push(key),
      );
      await other!.watch(
        kept,
        () => undefined,
        () => ended.push(kept),
      );
      await store.erase(kept);
      for (const one of [key, empty, key]) await store.erase(one, true);
      await until(
        () => ended,
        (heard) => heard.length > 0,
      );
      expect(ended).toEqual([key]);
      const closed = { code: 'store/closed' };
      for (const one of [key, empty]) {
        await expect(other!.enter(one, update(`${one}-two`))).rejects.toMatchObject(closed);
        await expect(other!.enter(one, update(`${one}-two`), part('echo'))).rejects.toMatchObject(closed);
        await expect(other!.append(one, part('b'))).rejects.toMatchObject(closed);
        await expect(other!.journal(one, 0)).rejects.toMatchObject(closed);
        await expect(other!.watch(one, () => undefined)).rejects.toMatchObject(closed);
        expect(await claim(store, one)).toBeNull();
      }
      expect((await enter(store, kept, 'two')).state).toBeNull();
    },
  },
  {
    name: 'a due reminder wakes its conversation once, one that was cleared or is not due does not',
    async test(open) {
      const store = open({});
      const [key, cleared] = [fresh(), fresh()];
      const at = Date.now() + 3_600_000;
      await turn(store, key, 'one', { state: 'kept', reminder: { at, sealed: 'note' } });
      await turn(store, key, 'two', { state: 'kept' });
      await turn(store, cleared, 'one', { reminder: { at, sealed: 'note' } });
      await turn(store, cleared, 'two', { reminder: null });
      expect(await claim(store, key, at - 1)).toBeNull();
      const claimed = await claim(store, key, at);
      expect(claimed).toMatchObject({ state: 'kept', updates: [{ sealed: 'note' }] });
      await store.commit(claimed!.lease, commit({ done: ids(claimed!.updates) }));
      expect(await claim(store, key, at)).toBeNull();
      expect(await claim(store, cleared, at)).toBeNull();
    },
  },
  {
    name: 'a watcher hears of entries that another process writes, in order and each once, until it stops',
    async test(open) {
      const [writer, reader] = [open({}), open({})];
      const [key, other] = [fresh(), fresh()];
      await writer!.append(key, part('before'));
      const heard: JournalEntry[] = [];
      const stop = await reader!.watch(key, (entries) => heard.push(...entries));
      await writer!.append(other, part('elsewhere'));
      await writer!.enter(key, update(`${key}-1`), part('echo'));
      for (let i = 0; i < 20; i += 1) await writer!.append(key, part(`e${i}`));
      await until(
        () => heard.length,
        (length) => length >= 21,
      );
      expect(heard.map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 2));
      expect(heard[0]).toEqual({ seq: 2, ...part('echo') });
      stop();
      await writer!.append(key, part('after'));
      await sleep(30);
      expect(heard).toHaveLength(21);
    },
  },
  {
    name: 'everything expires: state, mailbox, outbox and journal after the retention, seen ids after theirs',
    async test(open) {
      const store = open({ retention: 150, dedupe: 1_200, counter: 5_000, lease: 20 });
      const key = fresh();
      await turn(store, key, 'one', { state: 'kept', parts: [part('a')] });
      await store.append(key, part('entry'));
      await enter(store, key, 'two');
      await sleep(200);
      expect(await store.outbox(key)).toEqual([]);
      expect(await store.journal(key, 0)).toEqual({ entries: [], last: 1 });
      expect(await claim(store, key)).toBeNull();
      expect((await store.enter(key, update(`${key}-one`))).status).toBe('duplicate');
      await sleep(1_200);
      const again = await enter(store, key, 'one');
      expect(again.state).toBeNull();
      expect(bodies(again.updates)).toEqual(['one']);
    },
  },
  {
    name: 'ping resolves while the store answers',
    async test(open) {
      await expect(open({}).ping()).resolves.toBeUndefined();
    },
  },
];
