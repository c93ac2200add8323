// One WebSocket of the line: batches in, keep-alives out, and doubt when it has been silent for long.
// Must not know what to do when it ends.

import { type Batch, readBatch } from './direct-line.ts';

const OPEN_WITHIN = 8000;
const KEEP_ALIVE = 20_000;
const SILENT = 45_000;

export type Stream = {
  /** Settles when the socket is gone; `never` when it did not even open. */
  readonly ended: Promise<'never' | 'closed'>;
  close(): void;
};

/** Opens `url` (absolute or a path of this origin). `doubt` is called when nothing was heard for 45 s. */
export function openStream(
  url: string,
  hear: { opened(): void; batch(batch: Batch): void; doubt(): void },
): Stream {
  let opened = false;
  let heard = Date.now();
  let socket: WebSocket;
  try {
    const address = new URL(url, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    socket = new WebSocket(address.href);
  } catch {
    return { ended: Promise.resolve('never'), close() {} };
  }
  const tooSlow = setTimeout(() => !opened && socket.close(), OPEN_WITHIN);
  const keepAlive = setInterval(() => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send('');
    if (Date.now() - heard > SILENT) hear.doubt();
  }, KEEP_ALIVE);
  const ended = new Promise<'never' | 'closed'>((resolve) => {
    socket.addEventListener('open', () => {
      opened = true;
      hear.opened();
    });
    socket.addEventListener('message', ({ data }) => {
      heard = Date.now();
      if (typeof data !== 'string' || data === '') return;
      try {
        hear.batch(readBatch(JSON.parse(data)));
      } catch {
        // A broken frame tells that something is missing; the next reading by watermark brings it.
        hear.doubt();
      }
    });
    socket.addEventListener('close', () => {
      clearTimeout(tooSlow);
      clearInterval(keepAlive);
      resolve(opened ? 'closed' : 'never');
    });
  });
  return { ended, close: () => socket.close() };
}
