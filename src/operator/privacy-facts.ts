// What the line keeps of people and what leaves it, as facts drawn from the settings in force. Must not know how it is shown.

import type { SlotName } from '../model/dialog.ts';
import type { Line } from '../model/line.ts';
import type { Intent } from '../model/phrase.ts';
import { type ChannelsInForce, type Leaves, leavesBy } from './privacy-leaves.ts';

export type PrivacySettings = ChannelsInForce & {
  /** With the retention in force. */
  readonly line: Line;
  readonly store: 'memory' | 'redis';
  /** Hours that the id of a seen message, and the counter of an erased web chat, are kept. */
  readonly seenHours: number;
  readonly counterHours: number;
  /** Most messages of a web chat. */
  readonly journal: number;
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
  speaks: 'the language that a helper should speak',
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

function hours(count: number): string {
  return count % 24 === 0 && count > 48 ? `${count / 24} days` : `${count} ${count === 1 ? 'hour' : 'hours'}`;
}
