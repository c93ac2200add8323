// What our own widget and partners' pages ask for beside Direct Line: a token without a secret, and to be forgotten.
// Must not know stores or what is said.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bearerOf } from './access.ts';
import type { Admission } from './admission.ts';
import type { AllowsOrigin } from './cors.ts';
import type { Desk } from './desk.ts';
import { type DirectLineOptions, hintsOf } from './direct-line-routes.ts';
import { fieldsOf } from './guarded-json.ts';
import { Refusal } from './refusal.ts';
import type { Sockets } from './sockets.ts';
import { newConversation, type Tokens } from './token.ts';

export type PageOptions = {
  readonly desk: Desk;
  readonly tokens: Tokens;
  readonly sockets: Sockets;
  readonly admission: Admission;
  readonly grant: DirectLineOptions['grant'];
  readonly allows: AllowsOrigin;
  /** For so many milliseconds after it expired, a token still gets its page a new one for the same conversation. */
  readonly grace: number;
};

/** Adds the routes to a scope that has the prefix `/webchat`. */
export function addPageRoutes(scope: FastifyInstance, options: PageOptions, now: () => number): void {
  const { desk, tokens, sockets, admission, grant, allows, grace } = options;

  scope.addHook('onRequest', async (request) => {
    if (request.method !== 'OPTIONS' && !allows(request)) {
      throw new Refusal(403, 'OriginNotAllowed', 'This page may not open the chat.');
    }
  });

  /** The conversation of a token of ours that is good or expired a while ago. */
  const heldBy = (token: string): string => {
    const reading = tokens.read('chat', token);
    if (reading.status === 'bad' || now() > reading.grant.expires + grace) {
      throw new Refusal(403, 'BadToken', 'The token is not valid.');
    }
    return reading.grant.conversation;
  };

  scope.post('/token', async (request) => {
    const token = tokenIn(request);
    const hints = hintsOf(request.body);
    if (token !== undefined) {
      const conversation = heldBy(token);
      await desk.mustNotHaveEnded(conversation);
      return grant(conversation, hints);
    }
    admission.begin(request, 'page');
    return grant(newConversation(), hints);
  });

  scope.post('/leave', async (request, reply) => {
    const token = bearerOf(request) ?? tokenIn(request);
    if (token === undefined) throw new Refusal(401, 'Unauthorized', 'The token is missing.');
    const conversation = heldBy(token);
    sockets.end(conversation);
    await desk.erase(conversation);
    return reply.code(204).send();
  });
}

/** The token in the body, where a page that is being left has to put it. */
function tokenIn(request: FastifyRequest): string | undefined {
  const token = fieldsOf(request.body)?.token;
  return typeof token === 'string' ? token : undefined;
}
