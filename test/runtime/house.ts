// A small house to run turns in: a channel that keeps what it was asked to send, and a thought that counts what it heard.

import type { Part } from '../../src/model/part.ts';
import type { State } from '../../src/model/state.ts';
import type { Address, Content, Update } from '../../src/model/update.ts';
import type { Channel, Log, Sent, Store } from '../../src/runtime/ports.ts';
import { createRuntime, type RuntimeNeeds, type RuntimeSettings } from '../../src/runtime/runtime.ts';
import { createSeal } from '../../src/runtime/sealing.ts';
import type { Think, ThinkInput } from '../../src/runtime/think.ts';

const CAN = {
  buttons: 3,
  buttonLabel: 20,
  listRows: 10,
  listLabel: 24,
  text: 4096,
  unit: 'graphemes',
  markup: 'none',
  location: false,
} as const;

export const seal = createSeal([Buffer.alloc(32, 7)]);

export const silent: Log = { info() {}, warn() {}, error() {} };

/** Collects codes and facts. */
export function listening(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (code: string, facts?: object) => lines.push(`${code} ${JSON.stringify(facts ?? {})}`);
  return { lines, info: add, warn: add, error: add };
}

export type TestChannel = Channel & { readonly sent: { to: string; text: string; id: string }[] };

/** `answer` decides what becomes of the n-th send (from 1); by default it is sent. */
export function channel(
  answer: (to: string, n: number) => Sent | Promise<Sent> = () => ({ type: 'sent' }),
  changes: { name?: string; journal?: boolean } = {},
): TestChannel {
  const sent: TestChannel['sent'] = [];
  let sends = 0;
  return {
    name: 'test',
    can: CAN,
    journal: false,
    ...changes,
    sent,
    async listen() {},
    async close() {},
    async send(to: Address, part: Part) {
      sends += 1;
      const outcome = await answer(to.to, sends);
      if (outcome.type === 'sent') sent.push({ to: to.to, text: part.text, id: part.id });
      return outcome;
    },
  };
}

let count = 0;
export function update(to: string, content: string | Content, name = 'test', id?: string): Update {
  count += 1;
  return {
    id: id ?? `u${count}`,
    address: { channel: name, to },
    content: typeof content === 'string' ? { type: 'text', text: content } : content,
  };
}

export function part(id: string, text: string): Part {
  return { id, language: 'en', direction: 'ltr', text, marks: [], choices: [], draw: 'none' };
}

export const wordsOf = ({ content }: Update) => (content.type === 'text' ? content.text : content.type);

export function stateAfter(state: State | null, word: string): State {
  const heard = state?.at === undefined ? word : `${state.at} ${word}`;
  return { v: 1, lang: 'en', slots: {}, at: heard };
}

/** Answers `echo: <all words so far>`; `forget` forgets, `remind` asks to be woken in a minute. */
export const remembering: Think = ({ update: said, state, turn, lost }: ThinkInput) => {
  const word = wordsOf(said);
  const next = stateAfter(state, word);
  const text = word === 'forget' ? 'forgotten' : `${lost ? 'lost, ' : ''}${next.at}`;
  return {
    state: next,
    forget: word === 'forget',
    parts: [part(`${turn}.1`, text)],
    counts: [{ what: 'topic', code: word }],
    ...(word === 'remind' ? { reminder: { after: 1, to: 'place/country' } } : {}),
  };
};

const FAST: Partial<RuntimeSettings> = {
  abandonedAfter: 5_000,
  turn: { tries: 3, pause: 2, holders: 5, commitTries: 4 },
  send: { timeout: 200, backOff: 5, mostBackOff: 50, tries: 3, heartbeat: 20 },
};

export function house(
  store: Store,
  one: Channel,
  changes: Partial<RuntimeNeeds> & { settings?: Partial<RuntimeSettings> } = {},
) {
  const { settings, ...others } = changes;
  return createRuntime({
    store,
    channels: [one],
    seal,
    clock: Date,
    log: silent,
    think: remembering,
    apologise: ({ turn }) => [part(`${turn}.sorry`, 'sorry')],
    upgrade: (raw) => raw as State,
    ...others,
    settings: { ...FAST, ...settings },
  });
}

/** The texts in a journal, in order. */
export async function journalOf(store: Store, to: string, name = 'test'): Promise<string[]> {
  const key = seal.conversation({ channel: name, to });
  const { entries } = await store.journal(key, 0);
  return entries.map(({ sealed }) => JSON.parse(seal.open('entry', key, sealed)).part.text);
}
