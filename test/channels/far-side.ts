// What a test needs of a channel's other end: a platform with people on it. One driver per channel; contract.ts and golden.ts
// are run with it.

import type { ChannelName } from '../../src/channels/capabilities.ts';
import type { Line } from '../../src/model/line.ts';
import type { Mark } from '../../src/model/part.ts';
import type { Content } from '../../src/model/update.ts';
import type { Channel, Clock, Log, Store } from '../../src/runtime/ports.ts';
import type { Seal } from '../../src/runtime/sealing.ts';

export type Attachment = Extract<Content, { type: 'attachment' }>['what'];

/** Something a person does on the platform. */
export type Act =
  | { readonly type: 'text'; readonly text: string }
  /** Taps a button or a row of a list that she was shown, maybe long ago. */
  | { readonly type: 'tap'; readonly piece: Piece; readonly label: string }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly type: 'attachment'; readonly what: Attachment }
  /** Opens the chat, maybe by a link that names a topic. */
  | { readonly type: 'open'; readonly topic?: string };

/** One message as the platform shows it to a person. */
export type Piece = {
  readonly text: string;
  /** Labels that can be tapped, in order; empty for numbered text. */
  readonly taps: readonly string[];
  readonly as: 'plain' | 'buttons' | 'list';
  readonly marks: readonly Mark[];
  readonly asksLocation: boolean;
  /** True for a message that the channel adds of its own, e.g. one that carries the location button. */
  readonly aside: boolean;
  /** The platform's own form, for the driver. */
  readonly raw: unknown;
};

/** What the platform answers to the next send to a person, once. */
export type Trouble = 'blocked' | 'slow-down' | 'bad' | 'broken';

export type FarSide = {
  /** Not listening yet. */
  readonly channel: Channel;
  /**
   * A person, known by any name, does things; the platform delivers them in one batch if it knows batches, else one after another.
   * `times`: each is delivered so often, as platforms do. `language`: what her profile or page says, e.g. `ar`.
   * Resolves when the platform is done with it; the channel may still be at work.
   */
  act(
    who: string,
    acts: readonly Act[],
    how?: { readonly times?: number; readonly language?: string },
  ): Promise<void>;
  /** What she was shown so far, oldest first. Choices that were numbered stand in the text. */
  shown(who: string): Promise<readonly Piece[]>;
  /** Delivers a payload as it is, signed if the platform signs. */
  deliver(payload: unknown): Promise<void>;
  /** The next send to her meets this. */
  meets(who: string, trouble: Trouble): void;
  /** What the platform would have refused, by its documented limits: must stay empty. */
  readonly violations: readonly string[];
  /** Stops the platform; the channel is closed by the test. */
  close(): Promise<void>;
};

export type FarHouse = {
  readonly store: Store;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly line: () => Line;
};

/** The promises of contract.ts by short names, so that a driver can say which cannot hold on its channel. */
export type PromiseName =
  | 'same-delivery'
  | 'address'
  | 'order-in'
  | 'odd'
  | 'order-out'
  | 'long-text'
  | 'buttons'
  | 'list'
  | 'numbered'
  | 'tap'
  | 'old-tap'
  | 'location-in'
  | 'location-asked'
  | 'attachment'
  | 'open'
  | 'topic'
  | 'language'
  | 'markup'
  | 'blocked'
  | 'slow-down'
  | 'bad'
  | 'broken'
  | 'redelivery'
  | 'silence'
  | 'close';

export type Driver = {
  readonly name: ChannelName;
  start(house: FarHouse): Promise<FarSide>;
  /** Payloads that no handbook describes: wrong types, missing fields, unknown kinds. */
  readonly odd: readonly unknown[];
  readonly attachments: readonly Attachment[];
  /** Seconds that the platform asks for on `slow-down`. */
  readonly slowDown?: number;
  /** Marks that the platform can carry, when not all: e.g. it links the web only. */
  readonly carries?: (mark: Mark) => boolean;
  /** Promises that cannot hold here, each with the reason. */
  readonly cannot?: Readonly<Partial<Record<PromiseName, string>>>;
};

/** Waits until `check` no longer throws; throws what it threw last after `within` ms. */
export async function eventually<T>(check: () => T | Promise<T>, within = 30_000): Promise<T> {
  const until = performance.now() + within;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}
