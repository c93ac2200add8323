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
   * `wish` is for inside/mind.js; `times`: delivered so often, all at once.
   */
  write(person: Person, words: string, how?: Writing): Promise<void>;
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
  let gone = false;

  async function enter(at: number): Promise<Person> {
    const channel = only ?? SHARE[at % SHARE.length]!;
    switch (channel) {
      case 'web-chat': {
        const name = `w${at}`;
        ledger.join(name, channel);
        const web = await openWebChat(rig.door.url, (text) => ledger.hear(name, text));
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

  async function deliver(person: Person, text: string, mark: string): Promise<void> {
    switch (person.channel) {
      case 'telegram':
        rig.api.push(says(Number(person.address), text, 'en'));
        return;
      case 'whatsapp-cloud': {
        const id = `wamid.${mark}`;
        return surely(() =>
          rig.graph.post(envelope({ messages: [{ ...textOf(person.address, text), id }] })),
        );
      }
      case 'web-chat':
        return surely(() => person.web!.post(text, mark));
      default:
        return person.channel satisfies never;
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

  function write(person: Person, words: string, { wish, times = 1 }: Writing = {}): Promise<void> {
    const said = ledger.say(person.name);
    const mark = `${person.name}.${said.k}`;
    const text = `${words} ⟦${mark}${wish === undefined ? '' : `!${wish}`}⟧`;
    const before = tails.get(person.name) ?? Promise.resolve();
    const mine = before
      .then(() => Promise.all(Array.from({ length: times }, () => deliver(person, text, mark))))
      .then(() => {
        said.acked = performance.now();
      });
    // What was refused stays unacknowledged; the next one is delivered all the same.
    const settled = mine.catch(() => undefined);
    tails.set(person.name, settled);
    return settled;
  }

  rig.api.heard = (message) => {
    const to = byAddress.get(`${message['chat_id']}`);
    if (to !== undefined) ledger.hear(to, String(message['text']));
  };
  let seen = 0;
  const look = setInterval(() => {
    const taken = rig.graph.taken;
    for (; seen < taken.length; seen += 1) {
      const { to, body } = taken[seen]!;
      ledger.hear(byAddress.get(to) ?? to, JSON.stringify(body));
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

function textOf(from: string, body: string): object {
  return whatsAppMessage(from, 'text', { body });
}
