// Signed tokens that carry their own proof, so that no process keeps a list. Must not know routes or the store.

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../runtime/ports.ts';

/** What a token allows: one conversation, until `expires` (ms since 1970), with hints from the page that asked for it. */
export type Grant = {
  readonly conversation: string;
  readonly expires: number;
  readonly language?: string;
  readonly topic?: string;
};

/** `chat` opens the conversation's routes; `stream` stands in a URL and opens one socket, for a minute. */
export type Purpose = 'chat' | 'stream';

export type Reading =
  | { readonly status: 'good' | 'expired'; readonly grant: Grant }
  | { readonly status: 'bad' };

export type Tokens = {
  issue(purpose: Purpose, grant: Grant): string;
  read(purpose: Purpose, token: string): Reading;
};

const LONGEST = 1_024;

/** Makes the signer; `secret` is 32 bytes that all processes of the line share. */
export function createTokens(secret: Uint8Array, clock: Clock): Tokens {
  const key = createHmac('sha256', secret).update('waypost web-chat token 1').digest();
  const sign = (payload: string) => createHmac('sha256', key).update(payload).digest();

  return {
    issue(purpose, grant) {
      const { conversation: c, expires: e, language: l, topic: t } = grant;
      const nonce = randomBytes(16).toString('base64url');
      const payload = Buffer.from(JSON.stringify({ p: purpose, c, e, l, t, n: nonce })).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    read(purpose, token) {
      const [payload, signature, ...rest] = token.length > LONGEST ? [] : token.split('.');
      if (payload === undefined || signature === undefined || rest.length > 0) return { status: 'bad' };
      const given = Buffer.from(signature, 'base64url');
      const right = sign(payload);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return { status: 'bad' };
      const { p, c, e, l, t } = JSON.parse(Buffer.from(payload, 'base64url').toString());
      if (p !== purpose) return { status: 'bad' };
      const grant: Grant = { conversation: c, expires: e, ...(l && { language: l }), ...(t && { topic: t }) };
      return { status: clock.now() < e ? 'good' : 'expired', grant };
    },
  };
}

/** A conversation's public name: 128 random bits, base64url. */
export function newConversation(): string {
  return randomBytes(16).toString('base64url');
}

/** False for anything that `newConversation` could not have made. */
export function isConversation(id: string): boolean {
  return /^[A-Za-z0-9_-]{22}$/.test(id);
}
