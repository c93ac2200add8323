// Refuses those who go on although they were just told that they write too fast, before anything of the request is read: a flood must
// cost as little as can be. Must not know who is too fast, only who was told so.

import type { FastifyRequest } from 'fastify';
import { TOO_FAST } from './refusal.ts';

export type Hasty = {
  /** Throws Refusal 429 while the caller of this request need not be heard. */
  refuse(request: FastifyRequest): void;
  /** The caller was let in and was too fast: for so many ms from now the same request need not be read. */
  note(request: FastifyRequest, ms: number): void;
};

/** Callers remembered; one that is forgotten is refused a little later. */
const MOST = 1_000;

/** `refused` is told of each that is not read. */
export function createHasty(refused: () => void): Hasty {
  const until = new Map<string, number>();
  // The token is part of it: nobody may be made to wait by another's haste.
  const keyOf = ({ url, headers }: FastifyRequest) => `${url} ${headers.authorization ?? ''}`;

  return {
    refuse(request) {
      if (until.size === 0) return;
      const end = until.get(keyOf(request));
      if (end === undefined || performance.now() >= end) return;
      refused();
      throw TOO_FAST;
    },
    note(request, ms) {
      const now = performance.now();
      for (const [key, end] of until) {
        if (end > now && until.size < MOST) break;
        until.delete(key);
      }
      const key = keyOf(request);
      until.delete(key);
      if (ms > 0) until.set(key, now + ms);
    },
  };
}
