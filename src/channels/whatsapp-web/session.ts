// One run of the library, from the start of its browser to its end: what the rest of the channel asks of it.
// Must not know the library.

import type { HeardMessage } from './hear-message.ts';

/** Why a run ended. `logged-out` forgets the pairing on disk, `unpaired` may still be there after a restart. */
export type Loss = 'start' | 'browser' | 'page' | 'logged-out' | 'unpaired' | 'conflict' | 'blocked';

export type SessionEvents = {
  /** A code to scan; each replaces the one before. Whoever has it can link the line to a phone: never log it. */
  qr(code: string): void;
  /** The start goes on: paired, or loading. */
  progress(): void;
  ready(): void;
  /** Whether WhatsApp's servers are reached. */
  connected(is: boolean): void;
  heard(message: HeardMessage): void;
  /** Told once, and never after `close`. */
  lost(why: Loss): void;
};

export type Pulse = {
  /** The page's own word: CONNECTED, OPENING, UNPAIRED_IDLE … */
  readonly state: string;
  /** False while the page is being loaded anew. */
  readonly injected: boolean;
};

export type Session = {
  /** Resolves once WhatsApp has taken the message: false when there is no such chat. Rejects when the page fails. */
  send(to: string, text: string): Promise<boolean>;
  typing(to: string): Promise<void>;
  /** Lets what came since then (ms since 1970) be heard, maybe again: the library misses what comes while it starts. */
  catchUp(since: number): Promise<void>;
  /** Rejects when the page does not answer, within `patience` ms if given. */
  pulse(patience?: number): Promise<Pulse>;
  reload(): Promise<void>;
  /** Resolves when the browser is gone. */
  close(): Promise<void>;
};

export type OpenSession = (events: SessionEvents) => Session;
