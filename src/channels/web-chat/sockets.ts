// All open sockets of this process, by conversation. Must not know tokens or routes.

import type { WebSocket } from 'ws';
import type { Store } from '../../runtime/ports.ts';
import type { Desk } from './desk.ts';
import type { History } from './history.ts';
import { serveLiveStream } from './live-stream.ts';

export type Sockets = {
  /** Serves a socket from `seq` on. Several of one conversation do no harm; beyond eight the oldest goes. */
  open(socket: WebSocket, conversation: string, seq: number): void;
  /** Closes a conversation's sockets. */
  end(conversation: string): void;
  close(): void;
};

const MOST = 8;
const NORMAL = 1_000;
const GOING_AWAY = 1_001;

export function createSockets(options: {
  readonly desk: Desk;
  readonly history: History;
  readonly store: Pick<Store, 'watch'>;
  readonly beat: number;
}): Sockets {
  const { desk, history, store, beat } = options;
  const open = new Map<string, Set<WebSocket>>();

  return {
    open(socket, conversation, seq) {
      const set = open.get(conversation) ?? new Set<WebSocket>();
      open.set(conversation, set.add(socket));
      socket.on('close', () => {
        set.delete(socket);
        if (set.size === 0 && open.get(conversation) === set) open.delete(conversation);
      });
      if (set.size > MOST) [...set][0]?.close(NORMAL, 'collision');
      serveLiveStream({
        socket,
        conversation,
        key: desk.keyOf(conversation),
        from: seq,
        history,
        store,
        beat,
      });
    },
    end(conversation) {
      for (const socket of open.get(conversation) ?? []) socket.close(NORMAL, 'ended');
    },
    close() {
      for (const set of open.values()) for (const socket of set) socket.close(GOING_AWAY, 'restarting');
    },
  };
}
