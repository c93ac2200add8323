// Follows one turn through the ports as a trace: what came in, was thought, stored and sent, and how long each took.
// A span says what was done, never of whom or about what. Must not know where spans go.

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { Fault } from '../model/fault.ts';
import type { Measured } from './measure.ts';
import { STORE_CALLS } from './metric-catalogue.ts';
import type { MindWatch } from './mind-watch.ts';
import type { Store } from './ports.ts';

/** Times in ms since 1970. `attributes` hold codes of ours. */
export type Span = {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly failed: boolean;
  readonly attributes: Readonly<Record<string, string>>;
};

export type Spans = Measured & { readonly mind: MindWatch };

type Codes = Readonly<Record<string, string>>;
type Here = { readonly traceId: string; readonly spanId: string; readonly turn: Turn | null };
type Turn = { end(failed: boolean, codes: Codes): void };
type Finish = (failed: boolean, codes: Codes) => void;

/** A turn that no commit has ended after so many ms was left to a sweep. */
const LEFT_AFTER = 120_000;

/** `hear` gets each span when it has ended. `now` gives ms since 1970, with fractions. */
export function followTurns(
  hear: (span: Span) => void,
  now: () => number = () => performance.timeOrigin + performance.now(),
): Spans {
  const place = new AsyncLocalStorage<Here>();

  function begin(name: string, codes: Codes, root = false) {
    const above = root ? undefined : place.getStore();
    const traceId = above?.traceId ?? randomBytes(16).toString('hex');
    const spanId = randomBytes(8).toString('hex');
    const start = now();
    let ended = false;
    const finish: Finish = (failed, more) => {
      if (ended) return;
      ended = true;
      const attributes = onlyCodes({ ...codes, ...more });
      const parentId = above?.spanId ?? null;
      hear({ traceId, spanId, parentId, name, start, end: now(), failed, attributes });
    };
    return { traceId, spanId, turn: above?.turn ?? null, finish };
  }

  async function spanned<T>(
    name: string,
    codes: Codes,
    work: () => Promise<T>,
    result?: (found: T) => Codes,
  ) {
    const { finish, ...here } = begin(name, codes);
    try {
      const found = await place.run(here, work);
      finish(false, result?.(found) ?? {});
      return found;
    } catch (error) {
      finish(true, { error: nameOf(error) });
      throw error;
    }
  }

  function inside<T>(name: string, codes: Codes, work: () => T): T {
    const { finish, ...here } = begin(name, codes);
    try {
      const found = place.run(here, work);
      finish(false, {});
      return found;
    } catch (error) {
      finish(true, { error: nameOf(error) });
      throw error;
    }
  }

  return {
    store(store) {
      const each = STORE_CALLS.map((call) => {
        const plain = store[call] as (...values: unknown[]) => Promise<unknown>;
        const follow = (...values: unknown[]) => {
          // What the store is asked beside a turn, by pages and sweeps, is no trace.
          if (place.getStore() === undefined) return plain.apply(store, values);
          return spanned(`store ${call}`, { call }, () => plain.apply(store, values));
        };
        return [call, follow];
      });
      const followed = { ...store, ...Object.fromEntries(each) } as Store;
      return {
        ...followed,
        async enter(conversation, update, echo) {
          const found = await followed.enter(conversation, update, echo);
          if (found.status !== 'leased') place.getStore()?.turn?.end(false, { result: found.status });
          return found;
        },
        async commit(lease, commit) {
          const found = await followed.commit(lease, commit);
          if (found.status !== 'more') place.getStore()?.turn?.end(false, { result: found.status });
          return found;
        },
      };
    },

    channel(channel) {
      const send: typeof channel.send = (to, part) =>
        spanned(
          'send',
          { channel: channel.name },
          () => channel.send(to, part),
          ({ type }) => ({ result: type }),
        );
      return { ...channel, send };
    },

    receive(receive) {
      return async (update, echo) => {
        const codes = { channel: update.address.channel, content: update.content.type };
        const { finish, traceId, spanId } = begin('turn', codes, true);
        const left = setTimeout(() => finish(true, { result: 'left' }), LEFT_AFTER).unref();
        const end: Finish = (failed, more) => {
          clearTimeout(left);
          finish(failed, more);
        };
        try {
          return await place.run({ traceId, spanId, turn: { end } }, () => receive(update, echo));
        } catch (error) {
          end(true, { error: nameOf(error) });
          throw error;
        }
      };
    },

    think: (think) => (input) =>
      inside('think', { channel: input.update.address.channel }, () => think(input)),

    mind: { phase: (name, work) => inside(name, {}, work), decided: () => undefined },
  };
}

/** Letters only: no code of ours has a digit, and no number of a person is without. */
function onlyCodes(codes: Codes): Codes {
  const good = Object.entries(codes).map(([key, value]) => [
    key,
    /^[a-z][a-z/.-]{0,40}$/i.test(value) ? value : 'other',
  ]);
  return Object.fromEntries(good);
}

function nameOf(error: unknown): string {
  if (error instanceof Fault) return error.code;
  return error instanceof Error ? error.constructor.name : 'unknown';
}
