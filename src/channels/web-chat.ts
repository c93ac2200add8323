// Web chat: our own Direct Line 3.0 server, so that any Direct Line client and our widget can talk to the line.
// Translates and never decides. Must not know dialogs or services.

import type { FastifyInstance } from 'fastify';
import type { Address } from '../model/update.ts';
import { sealLineEntry } from '../runtime/envelope.ts';
import type { Channel, Clock, Log, Receive, Store } from '../runtime/ports.ts';
import type { Seal } from '../runtime/sealing.ts';
import { CAPABILITIES } from './capabilities.ts';
import { createAccess } from './web-chat/access.ts';
import { addressOf, CHANNEL } from './web-chat/address.ts';
import { type AdmissionSettings, createAdmission } from './web-chat/admission.ts';
import { addBodies } from './web-chat/bodies.ts';
import { addCors, createOriginCheck } from './web-chat/cors.ts';
import { createDesk } from './web-chat/desk.ts';
import { addDirectLine, type DirectLineOptions } from './web-chat/direct-line-routes.ts';
import { createHasty } from './web-chat/hasty.ts';
import { createHistory } from './web-chat/history.ts';
import { addPageRoutes } from './web-chat/page-routes.ts';
import { hasEnded, isAway } from './web-chat/patience.ts';
import { createSockets } from './web-chat/sockets.ts';
import { createTokens } from './web-chat/token.ts';

export type WebChatOptions = {
  /** A server with @fastify/websocket, not yet listening; the routes are added to it at once. */
  readonly app: FastifyInstance;
  readonly store: Pick<Store, 'append' | 'journal' | 'watch' | 'erase'>;
  readonly seal: Seal;
  /** 32 bytes that all processes of the line share; signs tokens. */
  readonly secret: Uint8Array;
  /** Lets a partner's server make tokens; without it only pages of allowed origins get them. */
  readonly directLineSecret?: string;
  readonly tokenSeconds: number;
  /** Partners' origins, e.g. `https://partner.example`; the line's own is always allowed. */
  readonly origins: readonly string[];
  /** How long a conversation is kept; an expired token can be renewed by its page for as long. */
  readonly retentionHours: number;
  /** The name that clients show beside what the line says. */
  readonly brand: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds between signs of life on a socket; 25,000 unless told. */
  readonly beat?: number;
  /** For how many ms nothing that comes from an address can be taken, whatever it says; 0 unless told. */
  readonly deaf?: (address: Address) => number;
  /** Told of each message that was refused for that reason, before it was read. */
  readonly unread?: () => void;
  /** How many conversations may begin and sockets be open; generous unless told. */
  readonly admission?: Partial<AdmissionSettings>;
};

/** Adds the web chat's routes to `app` and gives the channel. */
export function createWebChat(options: WebChatOptions): Channel {
  const { app, store, seal, secret, tokenSeconds, brand, clock, log } = options;
  let receive: Receive | undefined;

  const now = () => clock.now();
  const tokens = createTokens(secret, clock);
  const access = createAccess(tokens, options.directLineSecret);
  const history = createHistory({ store, brand, seal, log });
  const desk = createDesk({ store, seal, history, clock, receive: () => receive });
  const sockets = createSockets({ desk, history, store, beat: options.beat ?? 25_000 });
  const admission = createAdmission(clock, options.admission);
  const hasty = createHasty(options.unread ?? (() => undefined));
  const deaf = (conversation: string) => options.deaf?.(addressOf(conversation)) ?? 0;
  const allows = createOriginCheck(options.origins);
  const grace = options.retentionHours * 3_600_000;
  const grant: DirectLineOptions['grant'] = (conversation, hints) => ({
    conversationId: conversation,
    token: tokens.issue('chat', { ...hints, conversation, expires: now() + tokenSeconds * 1_000 }),
    expires_in: tokenSeconds,
  });

  const scoped = (prefix: string, add: (scope: FastifyInstance) => void) =>
    app.register(
      async (scope) => {
        addCors(scope, allows);
        addBodies(scope);
        add(scope);
      },
      { prefix },
    );
  scoped('/v3/directline', (scope) =>
    addDirectLine(scope, { desk, access, tokens, sockets, admission, hasty, deaf, grant }, now),
  );
  scoped('/webchat', (scope) =>
    addPageRoutes(scope, { desk, tokens, sockets, admission, grant, allows, grace }, now),
  );

  return {
    name: CHANNEL,
    can: CAPABILITIES['web-chat'],
    journal: true,
    async listen(listener) {
      receive = listener;
    },
    async send(to, part) {
      const key = seal.conversation(to);
      const sealed = sealLineEntry(seal, key, { from: 'line', at: clock.now(), part });
      try {
        await store.append(key, { id: part.id, sealed });
        return { type: 'sent' };
      } catch (error) {
        if (hasEnded(error)) return { type: 'gone' };
        if (!isAway(error)) throw error;
        return { type: 'wait', seconds: 5 };
      }
    },
    async close() {
      receive = undefined;
      sockets.close();
    },
  };
}
