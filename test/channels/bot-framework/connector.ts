// A Bot Framework connector on loopback, as the Emulator is one: posts activities to the line and takes its answers.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from 'botframework-schema';

/** What the next send to a conversation meets, once. */
export type Trouble =
  | { readonly answer: 'error'; readonly status: number; readonly code: string; readonly retryAfter?: number }
  | { readonly answer: 'html'; readonly status: number }
  | { readonly answer: 'redirect'; readonly to: string }
  | { readonly answer: 'cut' };

export type Taken = { readonly conversation: string; readonly activity: Activity; readonly path: string };

export async function openConnector() {
  const taken: Taken[] = [];
  const violations: string[] = [];
  const troubles = new Map<string, Trouble[]>();
  let line = '';
  let count = 0;

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The library keeps connections; one that is closed while it is idle looks like a failure.
  server.keepAliveTimeout = 60_000;
  const serviceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const path = decodeURIComponent(request.url ?? '');
    const conversation = /^\/v3\/conversations\/([^/]+)\/activities(\/[^/]+)?$/.exec(path)?.[1];
    if (request.method !== 'POST' || conversation === undefined) {
      violations.push(`${request.method} ${path}`);
      response.writeHead(404).end();
      return;
    }
    const trouble = troubles.get(conversation)?.shift();
    if (trouble !== undefined) return meet(trouble, response);
    const activity = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Activity;
    violations.push(...misfits(activity));
    taken.push({ conversation, activity, path });
    count += 1;
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: `out-${count}` }));
  }

  function meet(trouble: Trouble, response: ServerResponse): void {
    switch (trouble.answer) {
      case 'error': {
        const headers = trouble.retryAfter === undefined ? {} : { 'retry-after': String(trouble.retryAfter) };
        response.writeHead(trouble.status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify({ error: { code: trouble.code, message: 'no' } }));
        return;
      }
      case 'html':
        response.writeHead(trouble.status, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>');
        return;
      case 'redirect':
        response.writeHead(307, { location: trouble.to }).end();
        return;
      case 'cut':
        response.destroy();
        return;
      default:
        trouble satisfies never;
    }
  }

  /** Posts a body to the line and gives the status code. */
  async function post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<number> {
    const response = await fetch(line, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });
    await response.arrayBuffer();
    return response.status;
  }

  return {
    serviceUrl,
    taken,
    violations,
    post,
    /** As connectors do: again until it is taken; gives up after `tries`. */
    async deliver(body: unknown, tries = 6): Promise<number> {
      for (let n = 1; ; n += 1) {
        const code = await post(body);
        if (code < 500 || n >= tries) return code;
        await sleep(20 * n);
      }
    },
    /** An activity from a person in a conversation of her own, as the Emulator writes it. */
    activity(conversation: string, own: object, channelId = 'emulator'): Record<string, unknown> {
      count += 1;
      return {
        channelData: { clientActivityID: String(count) },
        channelId,
        conversation: { id: conversation },
        from: { id: `user-${conversation}`, name: 'User', role: 'user' },
        id: `in-${count}`,
        localTimestamp: new Date().toISOString(),
        localTimezone: 'Europe/Berlin',
        recipient: { id: 'bot-1', name: 'Bot', role: 'bot' },
        serviceUrl,
        timestamp: new Date().toISOString(),
        ...own,
      };
    },
    meets(conversation: string, ...next: readonly Trouble[]) {
      troubles.set(conversation, [...(troubles.get(conversation) ?? []), ...next]);
    },
    connect(url: string) {
      line = url;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What the strictest of the usual clients refuses or hides. */
function misfits(activity: Activity): readonly string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, why: string) => {
    if (!holds) wrong.push(why);
  };
  const card = activity.attachments?.[0]?.content as { readonly buttons?: readonly object[] } | undefined;
  const actions = [...(activity.suggestedActions?.actions ?? []), ...(card?.buttons ?? [])] as readonly {
    readonly type: string;
    readonly title: string;
    readonly value: unknown;
    readonly text?: string;
  }[];
  must(
    activity.type === 'message' && typeof activity.text === 'string' && activity.text.trim() !== '',
    'text',
  );
  must(JSON.stringify(activity).length <= 28_000, 'Teams takes about 28 KB');
  must(activity.textFormat === 'plain', 'plain text');
  must(typeof activity.locale === 'string' && activity.locale !== '', 'locale');
  must(activity.from?.id === 'bot-1' && activity.recipient?.id !== undefined, 'from and recipient');
  must(actions.length <= 6, 'at most 6 buttons on a card');
  for (const { type, title, value, text } of actions) {
    must(type === 'messageBack' || type === 'postBack', 'action type');
    must(title.trim() !== '' && [...title].length <= 20, '1 to 20 characters on a button');
    must(type === 'messageBack' ? typeof text === 'string' : typeof value === 'string', 'action value');
  }
  return wrong;
}
