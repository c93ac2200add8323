// The flooder of bench/flood.ts, in a process of its own, so that what others wait for is the line and not the client. Told `pour` and
// `stop` by its parent; answers with how many posts met which status. Must not measure anything.

import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export type FloodOrder = { readonly port: number; readonly path: string; readonly token: string };

const A_SECOND = 200;
const agent = new Agent({ keepAlive: true, maxSockets: 16 });
let pouring = false;

/** Gives the status; 0 when there was none. */
function post({ port, path, token }: FloodOrder, said: number): Promise<number> {
  const body = JSON.stringify({
    type: 'message',
    text: `flood ${said}`,
    channelData: { clientActivityID: randomUUID() },
  });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    authorization: `Bearer ${token}`,
  };
  return new Promise((resolve) => {
    const asked = request({ agent, port, path, method: 'POST', headers }, (response) => {
      response.resume().on('close', () => resolve(response.statusCode ?? 0));
    });
    asked.on('error', () => resolve(0));
    asked.end(body);
  });
}

async function pour(order: FloodOrder): Promise<void> {
  const began = performance.now();
  const met = new Map<number, number>();
  const asked: Promise<void>[] = [];
  for (let said = 0; pouring; said += 1) {
    const due = began + (said / A_SECOND) * 1_000 - performance.now();
    if (due > 1) await sleep(due);
    asked.push(post(order, said).then((status) => void met.set(status, (met.get(status) ?? 0) + 1)));
  }
  await Promise.all(asked);
  process.send?.([...met]);
}

process.on('message', (order: FloodOrder | 'stop') => {
  pouring = order !== 'stop';
  if (order !== 'stop') void pour(order);
});
