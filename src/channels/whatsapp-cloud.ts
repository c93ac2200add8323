// WhatsApp through Meta's Cloud API: webhooks in, Graph API out. Translates and never decides. Must not know dialogs or services.

import type { FastifyInstance } from 'fastify';
import { Fault } from '../model/fault.ts';
import type { Channel, Clock, Log, Receive, TellHealth } from '../runtime/ports.ts';
import type { Count } from '../runtime/think.ts';
import { CAPABILITIES } from './capabilities.ts';
import { createAlbums } from './whatsapp-cloud/albums.ts';
import { createGraph } from './whatsapp-cloud/graph.ts';
import { type Heard, hear } from './whatsapp-cloud/hear.ts';
import { createSender } from './whatsapp-cloud/sender.ts';
import type { WhatsAppCloudSettings } from './whatsapp-cloud/settings.ts';
import { addWebhook } from './whatsapp-cloud/webhook.ts';

export type WhatsAppCloudOptions = {
  readonly settings: WhatsAppCloudSettings;
  /** Not yet listening; GET and POST /whatsapp are added to it. */
  readonly app: FastifyInstance;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: Count;
  readonly tell: TellHealth;
  /** Milliseconds for one call of the Graph API; 10,000 unless told. */
  readonly patience?: number;
  /** Milliseconds to wait for a status in place of an answer that did not come; 2,000 unless told. */
  readonly statusPatience?: number;
};

const NAME = 'whatsapp-cloud';
/** The store knows an update's id for eight days; what is older could be a replay that it no longer recognises. */
const OLDEST = 8 * 86_400;
/** Milliseconds until a Graph API that did not answer is looked at again. */
const LOOK_AGAIN = 60_000;
/** Read receipts under way at once; beyond it they are left out, answers come first. */
const MOST_RECEIPTS = 32;

/** Adds the webhook to `app` and gives the channel. The note of an address is when the person last wrote, in seconds. */
export function createWhatsAppCloud(options: WhatsAppCloudOptions): Channel {
  const { settings, clock, log, tell } = options;
  const { appSecret, verifyToken, phoneNumberId } = settings;
  const count = (code: string) => options.count(NAME, code);
  const seconds = () => Math.floor(clock.now() / 1_000);
  const graph = createGraph(settings, options.patience ?? 10_000);
  const statusPatience = options.statusPatience ?? 2_000;
  const sender = createSender({ graph, secret: appSecret, clock, log, count, tell, statusPatience });
  const updateIdOf = createAlbums();
  let receive: Receive | undefined;
  let receipts = 0;
  let again: NodeJS.Timeout | undefined;

  options.app.register(async (scope) => addWebhook(scope, { appSecret, verifyToken, take, count }));

  async function take(body: unknown): Promise<boolean> {
    const { heard, statuses, passed } = hear(body, phoneNumberId, seconds());
    for (const status of statuses) sender.hear(status);
    for (const why of passed) count(`passed-${why}`);
    const fresh = heard.filter(({ at }) => seconds() - at <= OLDEST);
    for (let old = fresh.length; old < heard.length; old += 1) count('replay-refused');
    // One after the other: a person's messages stay in the order in which Meta sent them.
    for (const one of fresh) await takeOne(one);
    return fresh.length > 0 || heard.length === 0;
  }

  async function takeOne(heard: Heard): Promise<void> {
    if (receive === undefined) throw new Fault('whatsapp-cloud/not-listening', 'Nobody listens yet.');
    const address = { channel: NAME, to: heard.person, note: String(heard.at) };
    const received = await receive({ id: updateIdOf(heard), address, content: heard.content });
    if (received === 'accepted') void showReading(heard.messageId);
  }

  /** Blue ticks, and "typing…" until the answer is there. Losing one harms nobody. */
  async function showReading(messageId: string): Promise<void> {
    if (receipts >= MOST_RECEIPTS) return;
    receipts += 1;
    await graph.post({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      typing_indicator: { type: 'text' },
    });
    receipts -= 1;
  }

  async function look(): Promise<void> {
    if ((await sender.look()) || receive === undefined) return;
    again = setTimeout(look, LOOK_AGAIN).unref();
  }

  return {
    name: NAME,
    can: CAPABILITIES[NAME],
    journal: false,
    async listen(listener) {
      receive = listener;
      await look();
    },
    send: ({ to, note }, part) => sender.send(to, note === undefined ? undefined : Number(note), part),
    async close() {
      receive = undefined;
      clearTimeout(again);
    },
  };
}
