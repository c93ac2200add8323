// People on the three channels, who write through the far sides and never give up: what is not taken is delivered again, as the
// platforms and our widget do. Everything is noted in the ledger.

import { setTimeout as sleep } from 'node:timers/promises';
import { says } from '../../channels/telegram/people.ts';
import { envelope, message as whatsAppMessage } from '../../channels/whatsapp-cloud/graph-api.ts';
import { createLedger, type Ledger, type Network } from './ledger.ts';
import type { Rig } from './rig.ts';
import { openWebChat, type WebPerson } from './web-person.ts';

export type Person = {
  /** E.g. `w3`, `t12`, `p7`; in every mark. */
  readonly name: string;
  readonly channel: Network;
  /** Chat number, telephone number, or the name again. */
  readonly address: string;
  readonly web: WebPerson | null;
};

export type People = {
  readonly all: readonly Person[];
  readonly ledger: Ledger;
  /**
   * Writes; resolves when the line has it. A person's messages are delivered one after the other.
   * `wish` is for inside/mind.js; `times`: delivered so often, all at once. Gives the mark.
   */
  write(person: Person, words: string, how?: Writing): Promise<string>;
  /** Delivers what was written once more, with the same id; gives the status. Only for what was delivered several times at once. */
  repeat(mark: string): Promise<number>;
  /** The words as `write` sends them, noted as said; to be delivered by the row itself, which says when they were taken. */
  note(
    person: Person,
    words: string,
  ): { readonly text: string; readonly mark: string; readonly taken: () => void };
  /** Hears every text of the line, besides the ledger. */
  listen(hear: (text: string) => void): void;
  /** Resolves when everything is answered, or after `patience` ms; gives the number of messages without an answer. */
  settle(patience: number): Promise<number>;
  /** Stops listening. */
  leave(): void;
};

export type Writing = { readonly wish?: string; readonly times?: number };

/** Two fifths on web chat, the others on Telegram and WhatsApp in equal parts. */
const SHARE: readonly Network[] = ['web-chat', 'telegram', 'whatsapp-cloud', 'web-chat', 'telegram'];
const FIRST_CHAT = 840_000_000;
const PATIENCE = 10_000;

/** `only`: everybody is on this channel. */
export async function gather(rig: Rig, conversations: number, only?: Network): Promise<People> {
  const ledger = createLedger();
  const byAddress = new Map<string, string>();
  const tails = new Map<string, Promise<void>>();
  const posters = new Map<string, () => Promise<number>>();
  let nextUpdate = 900_000_001;
  const listeners: ((text: string) => void)[] = [];
  let gone = false;

  function hear(to: string, text: string): void {
    ledger.hear(to, text);
    for (const listener of listeners) listener(text);
  }

  async function enter(at: number): Promise<Person> {
    const channel = only ?? SHARE[at % SHARE.length]!;
    switch (channel) {
      case 'web-chat': {
        const name = `w${at}`;
        ledger.join(name, channel);
        const web = await openWebChat(rig.door.url, (text) => hear(name, text));
        return { name, channel, address: name, web };
      }
      case 'telegram':
        return known({ name: `t${at}`, channel, address: `${FIRST_CHAT + at}`, web: null });
      case 'whatsapp-cloud':
        return known({ name: `p${at}`, channel, address: `15550${100_000 + at}`, web: null });
      default:
        return channel satisfies never;
    }
  }

  function known(person: Person): Person {
    ledger.join(person.name, person.channel);
    byAddress.set(person.address, person.name);
    return person;
  }

  /** Posts once, always under the same id. */
  function poster({ channel, address, web }: Person, text: string, mark: string): () => Promise<number> {
    switch (channel) {
      case 'telegram': {
        const update = { update_id: nextUpdate++, ...says(Number(address), text, 'en') };
        return () => postUpdate(rig, update);
      }
      case 'whatsapp-cloud': {
        const message = { ...whatsAppMessage(address, 'text', { body: text }), id: `wamid.${mark}` };
        return () => rig.graph.post(envelope({ messages: [message] }));
      }
      case 'web-chat':
        return () => web!.post(text, mark);
      default:
        return channel satisfies never;
    }
  }

  async function surely(post: () => Promise<number>): Promise<void> {
    for (let tries = 0; !gone; tries += 1) {
      const late = sleep(PATIENCE, 0, { ref: false });
      const status = await Promise.race([post().catch(() => 0), late]);
      if (status >= 200 && status < 300) return;
      if (status >= 400 && status < 500 && status !== 429) throw new Error(`refused with ${status}`);
      await sleep(Math.min(50 * 2 ** tries, 1_000));
    }
  }

  function note(person: Person, words: string, wish?: string) {
    const said = ledger.say(person.name);
    const mark = `${person.name}.${said.k}`;
    const taken = () => {
      said.acked = performance.now();
    };
    return { text: `${words} ⟦${mark}${wish === undefined ? '' : `!${wish}`}⟧`, mark, taken };
  }

  function write(person: Person, words: string, { wish, times = 1 }: Writing = {}): Promise<string> {
    const { text, mark, taken } = note(person, words, wish);
    const deliver = async () => {
      const post = poster(person, text, mark);
      if (times > 1) posters.set(mark, post);
      await Promise.all(Array.from({ length: times }, () => surely(post)));
    };
    const before = tails.get(person.name) ?? Promise.resolve();
    // What was refused stays unacknowledged; the next one is delivered all the same.
    const settled = before.then(deliver).then(taken, () => undefined);
    tails.set(person.name, settled);
    return settled.then(() => mark);
  }

  rig.api.heard = (message) => {
    const to = byAddress.get(`${message['chat_id']}`);
    if (to !== undefined) hear(to, String(message['text']));
  };
  let seen = 0;
  const look = setInterval(() => {
    const taken = rig.graph.taken;
    for (; seen < taken.length; seen += 1) {
      const { to, body } = taken[seen]!;
      hear(byAddress.get(to) ?? to, JSON.stringify(body));
    }
  }, 20);

  const all: Person[] = [];
  for (let at = 0; at < conversations; at += 1) all.push(await enter(at));
  const reading = setInterval(() => {
    for (const { web, name } of all) if (web && ledger.pending(name) > 0) void web.read();
  }, 250);

  return {
    all,
    ledger,
    write,
    note,
    listen: (listener) => void listeners.push(listener),
    repeat: (mark) => posters.get(mark)?.() ?? Promise.resolve(0),
    async settle(patience) {
      const end = performance.now() + patience;
      while (ledger.pending() > 0 && performance.now() < end) await sleep(50);
      // Repeats come later than first copies.
      await sleep(300);
      await Promise.all(all.map(({ web }) => web?.read()));
      return ledger.pending();
    },
    leave() {
      gone = true;
      clearInterval(look);
      clearInterval(reading);
      rig.api.heard = null;
    },
  };
}

/** As the Bot API posts with its forty connections: a slow answer to one holds nobody else up. */
async function postUpdate(rig: Rig, update: object): Promise<number> {
  const { url, secret_token } = rig.api.webhook;
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret_token },
    body: JSON.stringify(update),
    signal: AbortSignal.timeout(PATIENCE),
  });
  await response.arrayBuffer();
  return response.status;
}
