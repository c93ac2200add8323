// One open socket: what is new in a conversation, in order, each once, at the client's pace. Must not know tokens or routes.

import type { WebSocket } from 'ws';
import type { ConversationKey, JournalEntry, Store } from '../../runtime/ports.ts';
import type { ActivitySet, History } from './history.ts';
import { hasEnded } from './patience.ts';

export type LiveStreamOptions = {
  readonly socket: WebSocket;
  readonly conversation: string;
  readonly key: ConversationKey;
  /** The sequence number that the client has already seen. */
  readonly from: number;
  readonly history: History;
  readonly store: Pick<Store, 'watch'>;
  /** Milliseconds between signs of life; a client silent for two of them is cut. */
  readonly beat: number;
};

const NORMAL = 1_000;
const MOST_BYTES = 1_048_576;
const MOST_WAITING = 64;
const FRAME = 131_072;

/** Serves the socket until it closes. Never throws. */
export function serveLiveStream(options: LiveStreamOptions): void {
  const { socket, conversation, key, history, store } = options;
  let last = options.from;
  let waiting: JournalEntry[] = [];
  // True when the journal must be read, because something may have been missed.
  let behind = true;
  let busy = false;
  let alive = true;
  let stop: (() => void) | null = null;
  let open = true;

  async function next(): Promise<readonly JournalEntry[]> {
    if (!behind) {
      const news = waiting.filter((entry) => entry.seq > last);
      waiting = [];
      const inOrder = news.every((entry, index) => entry.seq === last + 1 + index);
      if (inOrder) return news;
    }
    behind = false;
    waiting = [];
    const found = await history.since(key, last);
    // The journal was erased since: everything in it is new.
    if (found.last < last) last = 0;
    return found.entries;
  }

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (open && (behind || waiting.length > 0)) {
        for (const frame of frames(await next())) {
          await deliver(frame);
          last = frame.at(-1)?.seq ?? last;
        }
      }
    } catch (error) {
      if (hasEnded(error)) end();
      // The store is away or the socket just closed; the next beat tries again from `last`.
      behind = true;
    } finally {
      busy = false;
    }
  }

  function deliver(entries: readonly JournalEntry[]): Promise<void> {
    const set: ActivitySet = {
      activities: history.draw(conversation, key, entries),
      watermark: String(entries.at(-1)?.seq ?? last),
    };
    return new Promise((resolve, reject) => {
      socket.send(JSON.stringify(set), (error) => (error ? reject(error) : resolve()));
    });
  }

  function hear(entries: readonly JournalEntry[]): void {
    waiting.push(...entries);
    if (waiting.length > MOST_WAITING) {
      waiting = [];
      behind = true;
    }
    void pump();
  }

  /** The person has left, perhaps through another process. */
  function end(): void {
    socket.close(NORMAL, 'ended');
  }

  async function watch(): Promise<void> {
    if (stop !== null) return;
    try {
      const unwatch = await store.watch(key, hear, end);
      if (open && stop === null) stop = unwatch;
      else unwatch();
    } catch (error) {
      if (hasEnded(error)) end();
      // Otherwise it is tried again at the next beat.
    }
  }

  const heart = setInterval(() => {
    if (!alive || socket.bufferedAmount > MOST_BYTES) return socket.terminate();
    alive = false;
    socket.ping();
    // Proxies and Chromium notice a dead connection only when something is sent; Direct Line sends an empty text.
    if (socket.bufferedAmount === 0) socket.send('');
    // What a lost subscription missed is found here.
    behind = true;
    void watch().then(pump);
  }, options.beat);
  heart.unref();

  socket.on('pong', () => {
    alive = true;
  });
  // Clients send empty frames to keep alive, and some send more; none of it means anything.
  socket.on('message', () => {
    alive = true;
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    open = false;
    clearInterval(heart);
    stop?.();
    waiting = [];
  });
  void watch().then(pump);
}

/** Cuts entries into frames of about 128 KiB, so that a slow reader never makes us hold much. */
function frames(entries: readonly JournalEntry[]): JournalEntry[][] {
  const cut: JournalEntry[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    if (size + entry.sealed.length > FRAME) {
      cut.push([]);
      size = 0;
    }
    cut.at(-1)?.push(entry);
    size += entry.sealed.length;
  }
  return cut;
}
