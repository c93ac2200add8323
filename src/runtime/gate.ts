// Lets a bounded number of turns run at once, and those that wait take their places in turn: one conversation's many do not
// stand before another's first, and one channel's crowd leaves room for others. Must not know what a turn is.

import { Fault } from '../model/fault.ts';

export type Gate = {
  /**
   * Resolves when there is room; throws Fault `runtime/busy` when too many wait already, of all or of this channel. Call the
   * result to leave.
   */
  enter(conversation?: string, channel?: string): Promise<() => void>;
};

/** Of the places to wait in, one channel may take so many. */
const CHANNEL_SHARE = 0.75;

/** At most `most` inside and `queue` outside. */
export function createGate(most: number, queue: number): Gate {
  // One line for each conversation, in the order in which they are served next.
  const lines = new Map<string, { readonly channel: string; readonly waiting: (() => void)[] }>();
  const ofChannel = new Map<string, number>();
  let inside = 0;
  let outside = 0;

  function leaver(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const [first] = lines;
      if (first === undefined) inside -= 1;
      else serve(...first);
    };
  }

  function serve(conversation: string, line: { channel: string; waiting: (() => void)[] }): void {
    lines.delete(conversation);
    const next = line.waiting.shift();
    if (line.waiting.length > 0) lines.set(conversation, line);
    outside -= 1;
    count(line.channel, -1);
    next?.();
  }

  function count(channel: string, more: number): void {
    const number = (ofChannel.get(channel) ?? 0) + more;
    if (number > 0) ofChannel.set(channel, number);
    else ofChannel.delete(channel);
  }

  return {
    async enter(conversation = '', channel = '') {
      if (inside < most) {
        inside += 1;
        return leaver();
      }
      const full = outside >= queue || (ofChannel.get(channel) ?? 0) >= Math.max(1, queue * CHANNEL_SHARE);
      if (full) throw new Fault('runtime/busy', 'too many turns at once');
      const line = lines.get(conversation) ?? { channel, waiting: [] };
      lines.set(conversation, line);
      outside += 1;
      count(channel, 1);
      await new Promise<void>((resolve) => line.waiting.push(resolve));
      return leaver();
    },
  };
}
