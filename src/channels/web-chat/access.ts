// Who is calling: the holder of the secret, or of a token for one conversation. Must not know what the call is about.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { noSuchConversation, Refusal } from './refusal.ts';
import { type Grant, isConversation, type Tokens } from './token.ts';

export type Caller = { readonly who: 'secret' } | { readonly who: 'token'; readonly grant: Grant };

export type Access = {
  /** Throws Refusal 401 without a bearer, 403 for a wrong or expired one. */
  caller(request: FastifyRequest): Caller;
  /** The conversation that the route names, if the caller may enter it; throws Refusal 401, 403 or 404. */
  conversation(request: FastifyRequest): { readonly caller: Caller; readonly id: string };
  /** Opens a socket's ticket; throws Refusal 401 or 403. */
  ticket(request: FastifyRequest): string;
};

export function createAccess(tokens: Tokens, directLineSecret: string | undefined): Access {
  function caller(request: FastifyRequest): Caller {
    const bearer = bearerOf(request);
    if (bearer === undefined) throw new Refusal(401, 'Unauthorized', 'A bearer token is missing.');
    if (directLineSecret !== undefined && same(bearer, directLineSecret)) return { who: 'secret' };
    return { who: 'token', grant: granted(tokens, bearer) };
  }

  return {
    caller,
    conversation(request) {
      const who = caller(request);
      const { id } = request.params as { id: string };
      if (!isConversation(id)) throw noSuchConversation();
      if (who.who === 'token' && who.grant.conversation !== id) {
        throw new Refusal(403, 'Forbidden', 'The token belongs to another conversation.');
      }
      return { caller: who, id };
    },
    ticket(request) {
      const { t } = request.query as { t?: unknown };
      if (typeof t !== 'string' || t === '') throw new Refusal(401, 'Unauthorized', 'The ticket is missing.');
      const reading = tokens.read('stream', t);
      const { id } = request.params as { id: string };
      if (reading.status !== 'good' || reading.grant.conversation !== id) throw badToken();
      return id;
    },
  };
}

/** The bearer of the Authorization header, or undefined when there is none. */
export function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

function granted(tokens: Tokens, token: string): Grant {
  const reading = tokens.read('chat', token);
  switch (reading.status) {
    case 'good':
      return reading.grant;
    case 'expired':
      throw new Refusal(403, 'TokenExpired', 'The token has expired.');
    case 'bad':
      throw badToken();
    default:
      return reading satisfies never;
  }
}

function badToken(): Refusal {
  return new Refusal(403, 'BadToken', 'The token is not valid.');
}

function same(given: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(right));
}
