// A Graph API on loopback: signs webhooks, takes messages by Meta's documented limits, and fails as it is told.

import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Loose, misfits } from './meta-limits.ts';

export const NUMBER_ID = '106540352242922';
export const TOKEN = 'EAAJtokenOfTheTestLine0123456789';
export const APP_SECRET = '5d41402abc4b2a76b9719d911017c592';
export const VERIFY_TOKEN = 'a-word-of-the-operators';

/** What the next send to a person meets, once. */
export type Trouble =
  | { readonly answer: 'error'; readonly status: number; readonly code: number; readonly retryAfter?: number }
  | { readonly answer: 'html'; readonly status: number }
  /** Takes the message, says nothing. `confirm`: ms after which the status webhook comes. */
  | { readonly answer: 'hang'; readonly confirm?: number }
  | { readonly answer: 'cut' }
  | { readonly answer: 'fine' };

export type Taken = { readonly to: string; readonly body: Loose };

export type GraphApi = Awaited<ReturnType<typeof openGraphApi>>;

/** `line`: where the webhook is, known later. */
export async function openGraphApi() {
  const taken: Taken[] = [];
  const read: string[] = [];
  const violations: string[] = [];
  const troubles = new Map<string, Trouble[]>();
  let looks: Trouble | undefined;
  let webhook = '';
  let count = 0;

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v25.0/`;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const json = (status: number, answer: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return void json(401, { error: { code: 190, type: 'OAuthException', message: 'Session expired' } });
    if (request.method === 'GET')
      return looks ? meet(looks, '', response, '') : void json(200, { id: NUMBER_ID });
    if (request.url !== `/v25.0/${NUMBER_ID}/messages`)
      return void json(400, { error: { code: 100, error_subcode: 33, message: 'Unsupported post request' } });
    const message = JSON.parse(body.toString('utf8'));
    if (message.status === 'read') {
      read.push(message.message_id);
      return void json(200, { success: true });
    }
    const to: string = message.to ?? message.recipient;
    const next = troubles.get(to)?.shift();
    const trouble = next?.answer === 'fine' ? undefined : next;
    if (trouble && trouble.answer !== 'hang') return meet(trouble, to, response, '');
    const wrong = misfits(message);
    if (wrong.length > 0) {
      violations.push(...wrong);
      return void json(400, { error: { code: 131009, message: 'Parameter value is not valid' } });
    }
    taken.push({ to, body: message });
    if (trouble) return meet(trouble, to, response, message.biz_opaque_callback_data);
    count += 1;
    json(200, { messaging_product: 'whatsapp', messages: [{ id: `wamid.OUT${count}` }] });
  }

  async function meet(trouble: Trouble, to: string, response: ServerResponse, tag: string): Promise<void> {
    switch (trouble.answer) {
      case 'error': {
        const headers = trouble.retryAfter === undefined ? {} : { 'retry-after': String(trouble.retryAfter) };
        response.writeHead(trouble.status, { 'content-type': 'application/json', ...headers });
        const details = { messaging_product: 'whatsapp', details: `about ${to}` };
        response.end(JSON.stringify({ error: { code: trouble.code, message: 'no', error_data: details } }));
        return;
      }
      case 'html':
        response.writeHead(trouble.status, { 'content-type': 'text/html' }).end('<h1>Sorry</h1>');
        return;
      case 'fine':
      case 'cut':
        response.destroy();
        return;
      case 'hang':
        if (trouble.confirm === undefined) return;
        await sleep(trouble.confirm);
        await post(envelope({ statuses: [status('sent', to, tag)] }));
        return;
      default:
        return trouble satisfies never;
    }
  }

  /** Posts a body, signed unless another signature is given, and gives the status code. */
  async function post(body: unknown, signature?: string | null): Promise<number> {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(asMetaWrites(body));
    const header = signature === undefined ? sign(bytes) : signature;
    const response = await fetch(webhook, {
      method: 'POST',
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: {
        'content-type': 'application/json',
        ...(header !== null && { 'x-hub-signature-256': header }),
      },
    });
    await response.arrayBuffer();
    return response.status;
  }

  return {
    root,
    taken,
    read,
    violations,
    post,
    /** As Meta does: again, with a pause, until it is taken; gives up after `tries`. */
    async deliver(body: unknown, tries = 6): Promise<number> {
      for (let n = 1; ; n += 1) {
        const code = await post(body);
        if (code === 200 || n >= tries) return code;
        await sleep(20 * n);
      }
    },
    meets(to: string, ...next: readonly Trouble[]) {
      troubles.set(to, [...(troubles.get(to) ?? []), ...next]);
    },
    whenLookedAt(trouble: Trouble | undefined) {
      looks = trouble;
    },
    connect(url: string) {
      webhook = url;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function sign(bytes: Uint8Array, secret = APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`;
}

/** Meta escapes what is not ASCII, and slashes, in lower-case hex. */
export function asMetaWrites(body: unknown): string {
  return JSON.stringify(body)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('/', '\\/');
}

/** A webhook body around messages or statuses. */
export function envelope(value: object, numberId = NUMBER_ID): object {
  const metadata = { display_phone_number: '15550000000', phone_number_id: numberId };
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: '102290129340398', changes: [change] }] };
}

export function status(name: string, to: string, tag?: string, code?: number): object {
  return {
    id: 'wamid.OUT',
    status: name,
    timestamp: String(Math.floor(Date.now() / 1000)),
    recipient_id: to,
    ...(tag !== undefined && { biz_opaque_callback_data: tag }),
    ...(code !== undefined && { errors: [{ code, title: 'no' }] }),
  };
}

let messages = 0;
/** One message as Meta sends it. */
export function message(from: string, type: string, own: object, changes: object = {}): object {
  messages += 1;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return { from, id: `wamid.IN${messages}`, timestamp, type, [type]: own, ...changes };
}

export const text = (from: string, body: string, changes: object = {}) =>
  message(from, 'text', { body }, changes);

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
