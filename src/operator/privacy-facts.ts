// What the line keeps of people and what leaves it, as facts drawn from the settings in force. Must not know how it is shown.

import type { SlotName } from '../model/dialog.ts';
import type { Line } from '../model/line.ts';
import type { Intent } from '../model/phrase.ts';

/** Channels beside web chat. */
export type OtherChannel = 'telegram' | 'whatsapp-cloud' | 'whatsapp-web' | 'bot-framework';

export type PrivacySettings = {
  /** With the retention in force. */
  readonly line: Line;
  readonly store: 'memory' | 'redis';
  /** Hours that the id of a seen message, and the counter of an erased web chat, are kept. */
  readonly seenHours: number;
  readonly counterHours: number;
  /** Most messages of a web chat. */
  readonly journal: number;
  readonly channels: Readonly<Record<OtherChannel, boolean>>;
  /** Own servers in place of the platforms' are named by their host. */
  readonly telegramHost: string;
  readonly partners: readonly string[];
  /** Host of the collector of traces; null when there is none. */
  readonly traces: string | null;
};

export type Kept = {
  readonly what: string;
  readonly where: string;
  readonly howLong: string;
  /** How it is protected. */
  readonly how: string;
};

export type Leaves = {
  readonly channel: string;
  readonly on: boolean;
  readonly to: string;
  readonly what: string;
  readonly erased: string;
};

export type Words = {
  readonly language: string;
  readonly see: string;
  readonly erase: string;
  readonly stop: string;
};

export type PrivacyFacts = {
  readonly line: string;
  readonly controller: string | null;
  readonly contact: string | null;
  readonly retentionHours: number;
  readonly kept: readonly Kept[];
  readonly leaves: readonly Leaves[];
  readonly partners: readonly string[];
  readonly traces: string | null;
  readonly words: readonly Words[];
};

const SEALED = 'sealed';

/** What `sealed` means. */
export const SEALING =
  'encrypted with AES-256-GCM under `STATE_KEY`, which is never in the store, and found only under a keyed hash (HMAC-SHA-256, 128 bits) of channel and address: without the key nobody can read it, nor look somebody up by number';

/** Every slot of the state, so that none is remembered without being told here. */
const REMEMBERED: Readonly<Record<SlotName, string>> = {
  country: 'country',
  place: 'place',
  status: 'kind of papers',
  topic: 'topic',
  needs: 'wishes such as "free" or "women only"',
  stage: 'stage of the business',
  money: 'whether money was asked for',
  helpful: 'whether an answer was useful',
  consent: 'consent',
};

export function privacyFacts(settings: PrivacySettings): PrivacyFacts {
  const { line, partners, traces } = settings;
  return {
    line: line.name,
    controller: line.brand.controller ?? null,
    contact: line.brand.contact ?? null,
    retentionHours: line.retentionHours,
    kept: [...keptInStore(settings), ...keptElsewhere(settings)],
    leaves: leavesBy(settings),
    partners,
    traces,
    words: line.languages.map(({ code, name }) => {
      // The shorter of the first two: one is how people say it, the other mostly one word.
      const first = (intent: Intent) => {
        const said = line.phrases.get(code)?.intents.get(intent)?.slice(0, 2) ?? [];
        return [...said].sort((a, b) => a.length - b.length)[0] ?? '–';
      };
      return { language: name, see: first('mydata'), erase: first('delete'), stop: first('stop') };
    }),
  };
}

function keptInStore({ line, store, seenHours, counterHours, journal }: PrivacySettings): readonly Kept[] {
  const where = store === 'redis' ? 'Redis' : "the process's memory, gone when it stops";
  const after = `${hours(line.retentionHours)} after the last message`;
  return [
    {
      what: `What the conversation remembers: language and, until it is settled, how likely each one is; ${Object.values(REMEMBERED).join(', ')}; which choices were shown, and where in the conversation she is. None of her words, no name.`,
      where,
      howLong: after,
      how: SEALED,
    },
    {
      what: 'The address to answer to: number or id of the person on her channel.',
      where,
      howLong: after,
      how: SEALED,
    },
    {
      what: 'Her message, until it is answered: her words, or the spot that she shared, as they came.',
      where,
      howLong: `a moment; while something is broken at most ${after}`,
      how: SEALED,
    },
    {
      what: 'The answer, until the channel has taken it.',
      where,
      howLong: `a moment; while a channel is away at most ${after}`,
      how: SEALED,
    },
    {
      what: `Web chat only: the messages of both sides that the page shows, at most the newest ${journal}.`,
      where,
      howLong: after,
      how: SEALED,
    },
    {
      what: 'A reminder that was asked for: when, and the step to go on with.',
      where,
      howLong: `until it is due, then ${hours(line.retentionHours)}`,
      how: SEALED,
    },
    {
      what: 'That a message was seen, so that a repetition has no effect: a keyed hash of its id, which does not lead to the person.',
      where,
      howLong: hours(seenHours),
      how: 'keyed hash, nothing else',
    },
    {
      what: 'Web chat only: how many messages a conversation had, so that an open page can still be told that all is erased.',
      where,
      howLong: hours(counterHours),
      how: 'a number under a keyed hash of a random id',
    },
    ...(store === 'redis'
      ? [
          {
            what: "Redis' own files: what was erased or has expired stands in them, still sealed, until the log is rewritten.",
            where: "Redis' disk",
            howLong: 'about a minute after an erasure; about an hour after something expired',
            how: SEALED,
          },
        ]
      : []),
  ];
}

function keptElsewhere({ channels }: PrivacySettings): readonly Kept[] {
  return [
    {
      what: 'How fast a conversation writes, and how many web chats begin at one internet address, so that a flood is slowed down. The address itself is not kept.',
      where: "the process's memory only",
      howLong: 'minutes',
      how: 'hash under a key that is new at each start',
    },
    {
      what: 'Log: codes of what happened to the program. No words, number, name, address, id of a conversation.',
      where: 'where the operator keeps logs',
      howLong: 'as the operator sets',
      how: 'there is nothing of a person in it',
    },
    {
      what: 'Figures: how often a topic, a wish, a danger or a missing service came up, by topic and at most by country.',
      where: 'where the operator keeps figures',
      howLong: 'as the operator sets',
      how: 'counts; in a small line a count at a known minute may still be about somebody',
    },
    {
      what: "Web chat only: a pass to the conversation in the person's browser. No cookie, no words.",
      where: 'her device: this tab, or the device if she ticks it',
      howLong: 'until the tab is closed, she leaves, or the pass expires',
      how: 'opens this one conversation only',
    },
    ...(channels['whatsapp-web']
      ? [
          {
            what: "WhatsApp's messages in the profile of the linked browser and on the linked phone.",
            where: 'WHATSAPP_WEB_DATA and the phone',
            howLong: 'as WhatsApp keeps them; the line cannot erase them',
            how: 'not sealed by the line',
          },
        ]
      : []),
  ];
}

const CHAT_STAYS = 'No. The chat stays in the app until she deletes it there; the line says so.';

function leavesBy({ channels, telegramHost, partners }: PrivacySettings): readonly Leaves[] {
  return [
    {
      channel: 'web-chat',
      on: true,
      to: partners.length > 0 ? `the pages of ${partners.join(', ')}` : "the line's own page",
      what: "The chat runs in a frame of the line's own: the partner's page cannot read it. The partner sees that its page loads the chat, and whatever its own page records.",
      erased: 'Yes, all of it is here.',
    },
    {
      channel: 'telegram',
      on: channels.telegram,
      to: `Telegram (${telegramHost})`,
      what: 'Every message of both sides, her number and internet address. Chats with bots are not end-to-end encrypted.',
      erased: CHAT_STAYS,
    },
    {
      channel: 'whatsapp-cloud',
      on: channels['whatsapp-cloud'],
      to: 'Meta',
      what: 'Every message of both sides, her number and profile name, and when. From Meta to the line it is encrypted in transit only.',
      erased: CHAT_STAYS,
    },
    {
      channel: 'whatsapp-web',
      on: channels['whatsapp-web'],
      to: 'WhatsApp (Meta)',
      what: 'Who writes to the number and when. The messages are readable on the linked phone and in the browser of the line.',
      erased: 'No. They stay on her phone, on the linked phone and in the profile of the browser.',
    },
    {
      channel: 'bot-framework',
      on: channels['bot-framework'],
      to: 'Microsoft, and the app on the other side (Teams, Messenger and others)',
      what: 'Every message of both sides and her account there. In Teams her organisation may read them.',
      erased: CHAT_STAYS,
    },
  ];
}

function hours(count: number): string {
  return count % 24 === 0 && count > 48 ? `${count / 24} days` : `${count} ${count === 1 ? 'hour' : 'hours'}`;
}
