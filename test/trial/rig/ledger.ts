// What was written and what was heard, with times: the far sides write it, the checker reads it.

/** `⟦a17.4 1/2 5⟧` in an answer: message 4 of conversation a17, part 1 of 2, 5th turn of its state. See inside/mind.js. */
const ANSWER = /⟦(\w+)\.(\d+) (\d+)\/(\d+) (\d+|sorry)⟧/gu;

export type Said = {
  /** Name of the conversation. */
  readonly talk: string;
  /** Counts from 1 in each conversation. */
  readonly k: number;
  /** Ms on performance.now(). */
  readonly at: number;
  /** When the line said that it has it: 200, or the offset moved. */
  acked?: number;
};

export type Heard = {
  /** To whom it came. */
  readonly to: string;
  /** What it answers. */
  readonly talk: string;
  readonly k: number;
  readonly part: number;
  readonly of: number;
  readonly turn: number | 'sorry';
  readonly at: number;
};

export type Network = 'web-chat' | 'telegram' | 'whatsapp-cloud';

export type Ledger = {
  readonly said: Said[];
  readonly heard: Heard[];
  readonly channelOf: ReadonlyMap<string, Network>;
  join(talk: string, channel: Network): void;
  say(talk: string): Said;
  /** Notes every mark in what a far side was given; an answer without one is noted nowhere. */
  hear(to: string, text: string, at?: number): void;
  /** Messages that nothing was heard of yet, in this conversation or in all. */
  pending(talk?: string): number;
};

export function createLedger(): Ledger {
  const said: Said[] = [];
  const heard: Heard[] = [];
  const channelOf = new Map<string, Network>();
  const counts = new Map<string, number>();
  const missing = new Map<string, Map<number, Set<number>>>();

  return {
    said,
    heard,
    channelOf,
    join: (talk, channel) => void channelOf.set(talk, channel),
    say(talk) {
      const k = (counts.get(talk) ?? 0) + 1;
      counts.set(talk, k);
      const one: Said = { talk, k, at: performance.now() };
      said.push(one);
      missing.set(talk, (missing.get(talk) ?? new Map()).set(k, new Set()));
      return one;
    },
    hear(to, text, at = performance.now()) {
      for (const [, talk = '', k, part, of, turn] of text.matchAll(ANSWER)) {
        const one = { to, talk, k: Number(k), part: Number(part), of: Number(of), at };
        heard.push({ ...one, turn: turn === 'sorry' ? turn : Number(turn) });
        const parts = missing.get(talk)?.get(one.k);
        parts?.add(one.part);
        if (parts?.size === one.of) missing.get(talk)?.delete(one.k);
      }
    },
    pending(talk) {
      if (talk !== undefined) return missing.get(talk)?.size ?? 0;
      return [...missing.values()].reduce((sum, waiting) => sum + waiting.size, 0);
    },
  };
}
