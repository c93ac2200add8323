// Teams, Messenger, Slack and others through Azure Bot Service. The only file that imports botbuilder. Translates and never decides.
// Must not know dialogs or services.

import { randomUUID } from 'node:crypto';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Fault } from '../model/fault.ts';
import type { Channel, Log, Receive, TellHealth } from '../runtime/ports.ts';
import type { Count } from '../runtime/think.ts';
import { drawActivity } from './bot-framework/draw.ts';
import { isCredentials, outcomeOf } from './bot-framework/failure.ts';
import { hear } from './bot-framework/hear.ts';
import { readReference, referenceOf } from './bot-framework/reference.ts';
import { isFromHere, isServiceUrl } from './bot-framework/service-url.ts';
import type { BotFrameworkSettings } from './bot-framework/settings.ts';
import { CAPABILITIES } from './capabilities.ts';
import { type Fields, fieldsOf, readJson } from './web-chat/guarded-json.ts';
import { badArgument, Refusal } from './web-chat/refusal.ts';

export type BotFrameworkOptions = {
  readonly settings: BotFrameworkSettings;
  /** Not yet listening; POST /api/messages is added to it. */
  readonly app: FastifyInstance;
  readonly log: Log;
  readonly count: Count;
  readonly tell: TellHealth;
};

const NAME = 'bot-framework';
/** Milliseconds for one call of a connector; the outbox waits a little longer. */
const PATIENCE = 14_000;
/** Milliseconds until a login that did not answer is asked again. */
const LOOK_AGAIN = 60_000;
const AUDIENCE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com/botframework.com';

/** `process` writes errors, and what they quote, to the console; this way they stay ours. */
class Adapter extends CloudAdapter {
  take(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>) {
    return this.processActivity(authorization, activity, logic);
  }
}

/** Adds the route to `app` and gives the channel. The note of an address is the conversation reference, as JSON. */
export function createBotFramework(options: BotFrameworkOptions): Channel {
  const { settings, app, log, tell } = options;
  const { mode } = settings;
  const count = (code: string) => options.count(NAME, code);
  const credentials = new ConfigurationServiceClientCredentialFactory(credentialsOf(settings));
  const adapter = new Adapter(new ConfigurationBotFrameworkAuthentication({}, credentials));
  const appId = settings.mode === 'azure' ? settings.appId : '';
  let receive: Receive | undefined;
  let again: NodeJS.Timeout | undefined;

  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, bytes: Buffer) =>
      readJson(bytes),
    );
    scope.post('/api/messages', async (request, reply) => {
      const answer = await post(request);
      return reply.code(answer?.status ?? 200).send(answer?.body ?? {});
    });
  });

  async function post(request: FastifyRequest): Promise<{ status: number; body?: unknown } | undefined> {
    if (mode === 'development' && !isFromHere(request.socket.remoteAddress, request.headers)) {
      throw new Refusal(403, 'Forbidden', 'In development only this machine may call.');
    }
    const activity = fieldsOf(request.body);
    if (activity === undefined || typeof activity.type !== 'string' || activity.type === '') {
      throw badArgument('The activity has no type.');
    }
    if (!isServiceUrl(activity.serviceUrl, mode)) {
      count('service-url-refused');
      throw new Refusal(403, 'Forbidden', 'The service URL is not one that the line calls.');
    }
    // What the line threw, as opposed to what the library did.
    let ours: { readonly error: unknown } | undefined;
    const logic = async () => {
      await take(activity).catch((error: unknown) => {
        ours = { error };
      });
    };
    try {
      const answer = await adapter.take(
        request.headers.authorization ?? '',
        { ...activity } as unknown as Activity,
        logic,
      );
      if (ours === undefined) return answer;
    } catch (error) {
      throw refusalOf(error);
    }
    throw ours.error;
  }

  function refusalOf(error: unknown): Refusal {
    if ((error as { statusCode?: unknown } | null)?.statusCode === 401) {
      count('token-refused');
      return new Refusal(401, 'Unauthorized', 'The token is not one of Azure Bot Service.');
    }
    log.warn('bot-framework/not-authenticated');
    return new Refusal(503, 'NotReady', 'The token cannot be checked now.');
  }

  async function take(activity: Fields): Promise<void> {
    const said = hear(activity);
    if (typeof said === 'string') return count(`passed-${said}`);
    const reference = referenceOf(activity);
    if (reference === null) return count('passed-no-reference');
    if (receive === undefined) throw new Fault('bot-framework/not-listening', 'Nobody listens yet.');
    const to = JSON.stringify([reference.channelId, reference.conversation?.id]);
    const { id = randomUUID(), ...rest } = said;
    await receive({ id, address: { channel: NAME, to, note: JSON.stringify(reference) }, ...rest });
  }

  /** A wrong secret is said at the start, not with the first answer that cannot be sent. */
  async function look(): Promise<void> {
    if (settings.mode === 'development') return tell({ state: 'on', say: '' });
    try {
      const login = await credentials.createCredentials(appId, AUDIENCE, LOGIN, true);
      await (login as unknown as { getToken(force: boolean): Promise<string> }).getToken(true);
      tell({ state: 'on', say: '' });
    } catch (error) {
      const refused = isCredentials(error);
      tell({ state: 'trouble', say: refused ? REFUSED : AWAY });
      if (!refused && receive !== undefined) again = setTimeout(look, LOOK_AGAIN).unref();
    }
  }

  return {
    name: NAME,
    can: CAPABILITIES[NAME],
    journal: false,
    async listen(listener) {
      receive = listener;
      await look();
    },
    async send(to, part) {
      const reference = readReference(to.note);
      if (reference === null || !isServiceUrl(reference.serviceUrl, mode)) {
        return { type: 'refused', why: 'bot-framework/no-reference' };
      }
      const activity = drawActivity(part, reference.channelId ?? '', reference.user?.id ?? '');
      try {
        await adapter.continueConversationAsync(
          appId,
          reference as ConversationReference,
          async (context) => {
            makePlain(context.turnState.get(adapter.ConnectorClientKey));
            await context.sendActivity(activity);
          },
        );
      } catch (error) {
        const outcome = outcomeOf(error);
        if (!(outcome instanceof Fault)) return outcome;
        if (outcome.code === 'bot-framework/account') tell({ state: 'trouble', say: REFUSED });
        throw outcome;
      }
      tell({ state: 'on', say: '' });
      return { type: 'sent' };
    },
    async close() {
      receive = undefined;
      clearTimeout(again);
    },
  };
}

type ClientPipeline = {
  removePolicy(policy: { readonly name: string }): unknown;
  addPolicy(policy: {
    readonly name: string;
    sendRequest(request: object, next: (request: object) => Promise<unknown>): Promise<unknown>;
  }): void;
};

/**
 * The library tries again by itself, follows redirects anywhere and waits without end; its options to change that have no effect.
 * Trying again is the outbox's work.
 */
function makePlain(connector: { readonly client: { readonly pipeline: ClientPipeline } }): void {
  const { pipeline } = connector.client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  pipeline.removePolicy({ name: 'redirectPolicy' });
  pipeline.addPolicy({
    name: 'patience',
    // Its own `timeout` leaves a timer behind when a call fails.
    sendRequest: (request, next) =>
      next(Object.assign(request, { abortSignal: AbortSignal.timeout(PATIENCE) })),
  });
}

const REFUSED =
  'Microsoft refuses the credentials. Check MICROSOFT_APP_ID, MICROSOFT_APP_PASSWORD and MICROSOFT_APP_TENANT_ID.';
const AWAY = "Microsoft's login does not answer. Answers are kept and tried again.";

function credentialsOf(settings: BotFrameworkSettings): Record<string, string> {
  if (settings.mode === 'development') return {};
  const { appId, appPassword, tenantId } = settings;
  const app = { MicrosoftAppId: appId, MicrosoftAppPassword: appPassword };
  return tenantId === null
    ? { ...app, MicrosoftAppType: 'MultiTenant' }
    : { ...app, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenantId };
}
