// The routes of Direct Line 3.0 as public clients call them. Must not know stores or what is said.

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access, Caller } from './access.ts';
import type { Admission } from './admission.ts';
import type { Desk, Hints } from './desk.ts';
import { fieldsOf } from './guarded-json.ts';
import type { Hasty } from './hasty.ts';
import { hear, languageTag } from './hear.ts';
import { seqOf } from './history.ts';
import { badArgument, noSuchConversation, Refusal, TOO_FAST } from './refusal.ts';
import type { Sockets } from './sockets.ts';
import { type Grant, newConversation, type Tokens } from './token.ts';

export type DirectLineOptions = {
  readonly desk: Desk;
  readonly access: Access;
  readonly tokens: Tokens;
  readonly sockets: Sockets;
  readonly admission: Admission;
  readonly hasty: Hasty;
  /** For how many ms nothing that this conversation writes can be taken, whatever it says. */
  readonly deaf: (conversation: string) => number;
  /** Makes a token for a conversation, with its life in seconds. */
  readonly grant: (conversation: string, hints: Hints) => Granted;
};

/** What Direct Line answers wherever it gives a token. */
export type Granted = {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
};

const TICKET_SECONDS = 60;

/** Adds the routes to a scope that has the prefix `/v3/directline`. */
export function addDirectLine(scope: FastifyInstance, options: DirectLineOptions, now: () => number): void {
  const { desk, access, tokens, sockets, admission, hasty, deaf, grant } = options;

  const withStream = (request: FastifyRequest, granted: Granted, seq: number) => {
    const conversation = granted.conversationId;
    const ticket = tokens.issue('stream', { conversation, expires: now() + TICKET_SECONDS * 1_000 });
    const path = `/v3/directline/conversations/${conversation}/stream`;
    // The client does not add the watermark itself.
    return { ...granted, streamUrl: `${socketOrigin(request)}${path}?watermark=${seq}&t=${ticket}` };
  };

  scope.post('/tokens/generate', async (request) => {
    if (access.caller(request).who !== 'secret')
      throw new Refusal(403, 'Forbidden', 'Only the secret generates tokens.');
    admission.begin(request, 'secret');
    return grant(newConversation(), hintsOf(request.body));
  });

  scope.post('/tokens/refresh', async (request) => {
    const caller = access.caller(request);
    if (caller.who === 'secret') throw badArgument('A secret needs no refresh.');
    await desk.mustNotHaveEnded(caller.grant.conversation);
    return grant(caller.grant.conversation, caller.grant);
  });

  scope.post('/conversations', async (request, reply) => {
    const caller = access.caller(request);
    const hints = { ...hintsIn(caller), ...hintsOf(request.body) };
    if (caller.who === 'secret') admission.begin(request, 'secret');
    const id = caller.who === 'token' ? caller.grant.conversation : newConversation();
    const started = await desk.start(id, hints);
    return reply.code(started === 'new' ? 201 : 200).send(withStream(request, grant(id, hints), 0));
  });

  scope.get('/conversations/:id', async (request) => {
    const { caller, id } = access.conversation(request);
    // A token proves that its conversation was ours; of the secret's holder we only know that the id is well formed.
    if (caller.who === 'secret' && !(await desk.exists(id))) throw noSuchConversation();
    return withStream(request, grant(id, hintsIn(caller)), watermarkOf(request));
  });

  scope.get('/conversations/:id/activities', async (request) => {
    const { id } = access.conversation(request);
    return desk.read(id, watermarkOf(request));
  });

  for (const what of ['activities', 'upload'])
    scope.post(`/conversations/:id/${what}`, {
      onRequest: async (request) => hasty.refuse(request),
      handler: take,
    });

  async function take(request: FastifyRequest): Promise<{ id: string }> {
    const { id } = access.conversation(request);
    const said = hear(request.body);
    // Typing and events are taken and mean nothing; each still gets an id of its own.
    if (said === null) return { id: newConversation() };
    try {
      return { id: await desk.take(id, said) };
    } catch (error) {
      if (error === TOO_FAST) hasty.note(request, deaf(id));
      throw error;
    }
  }

  scope.route({
    method: 'GET',
    url: '/conversations/:id/stream',
    // Before the upgrade, so that whoever may not enter is told so.
    onRequest: async (request) => {
      access.ticket(request);
      if (request.ws) request.raw.socket.once('close', admission.open(request));
    },
    handler: async () => {
      throw new Refusal(426, 'UpgradeRequired', 'The stream is a WebSocket.');
    },
    wsHandler: (socket, request) => sockets.open(socket, access.ticket(request), watermarkOf(request)),
  });
}

/** Language and topic that a page names; anything odd is left out. Throws Refusal 400 when the body is no object. */
export function hintsOf(body: unknown): Hints {
  if (body === undefined || body === null) return {};
  const fields = fieldsOf(body);
  if (fields === undefined) throw badArgument('The body is not an object.');
  const language = languageTag(fields.language) ?? languageTag(fields.locale);
  const topic =
    typeof fields.topic === 'string' && /^[a-z][a-z0-9._-]{0,39}$/.test(fields.topic)
      ? fields.topic
      : undefined;
  return { ...(language !== undefined && { language }), ...(topic !== undefined && { topic }) };
}

function hintsIn(caller: Caller): Hints {
  if (caller.who === 'secret') return {};
  const { language, topic }: Grant = caller.grant;
  return { ...(language !== undefined && { language }), ...(topic !== undefined && { topic }) };
}

function watermarkOf(request: FastifyRequest): number {
  return seqOf((request.query as { watermark?: unknown }).watermark);
}

/** `wss://` when a proxy in front of us speaks https. */
function socketOrigin(request: FastifyRequest): string {
  const forwarded = request.headers['x-forwarded-proto'];
  const outside = typeof forwarded === 'string' ? forwarded.split(',')[0]?.trim() : undefined;
  return `${(outside ?? request.protocol) === 'https' ? 'wss' : 'ws'}://${request.host}`;
}
