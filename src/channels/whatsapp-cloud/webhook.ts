// The routes that Meta calls: the handshake, and messages signed over their raw bytes. Must not know what is answered.

import type { FastifyInstance } from 'fastify';
import { Refusal } from '../web-chat/refusal.ts';
import { isSame, isSigned } from './signature.ts';

export type WebhookOptions = {
  readonly appSecret: string;
  readonly verifyToken: string;
  /** Deals with a signed, parsed body; resolves when all of it is safe. False: nothing in it was fresh enough. */
  readonly take: (body: unknown) => Promise<boolean>;
  readonly count: (code: string) => void;
};

/** Meta documents payloads of up to 3 MB. */
const MOST_BYTES = 3 * 1024 * 1024;

/** Adds GET and POST /whatsapp to a scope of its own, whose body parser it replaces. */
export function addWebhook(
  scope: FastifyInstance,
  { appSecret, verifyToken, take, count }: WebhookOptions,
): void {
  scope.removeAllContentTypeParsers();
  // Re-serialised JSON has another signature as soon as there is an emoji or an escape in it.
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, async (_request: unknown, bytes: Buffer) => bytes);

  scope.get('/whatsapp', async (request, reply) => {
    const query = request.query as Readonly<Record<string, unknown>>;
    const challenge = query['hub.challenge'];
    const plain = typeof challenge === 'string' && /^[\w.-]{1,200}$/.test(challenge);
    if (query['hub.mode'] !== 'subscribe' || !isSame(query['hub.verify_token'], verifyToken) || !plain) {
      count('handshake-refused');
      throw new Refusal(403, 'Forbidden', 'The verify token is not ours.');
    }
    return reply.type('text/plain; charset=utf-8').send(challenge);
  });

  scope.post('/whatsapp', { bodyLimit: MOST_BYTES }, async (request) => {
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    if (!isSigned(bytes, request.headers['x-hub-signature-256'], appSecret)) {
      count('signature-refused');
      throw new Refusal(401, 'BadSignature', 'The body is not signed by Meta.');
    }
    if (!(await take(parse(bytes)))) throw new Refusal(403, 'TooOld', 'The messages are too old.');
    return { status: 'taken' };
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new Refusal(400, 'BadJson', 'The body is not JSON.');
  }
}
