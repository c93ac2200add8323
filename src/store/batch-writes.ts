// Many small writes of one moment become one. Must not know what is written.

import type { Writable } from 'node:stream';

/**
 * Holds back what is written to `stream` until the work of this moment is done, and then writes it at once: with many turns
 * in flight the calls to the system are most of their cost. Nothing waits for a timer.
 */
export function batchWrites(stream: Writable): void {
  const write = stream.write;
  stream.write = function batched(this: Writable, ...values: unknown[]) {
    if (this.writableCorked === 0) {
      this.cork();
      process.nextTick(() => this.uncork());
    }
    return (write as (...values: unknown[]) => boolean).apply(this, values);
  } as typeof write;
}
