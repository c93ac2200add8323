// The library and its browser. The only file that imports whatsapp-web.js, and only library-process.ts loads it: some of the
// library's calls fail where nobody listens. Must not know the line.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import library, { type Client, type Message } from 'whatsapp-web.js';
import { Fault } from '../../model/fault.ts';
import { launchOptions } from './chromium.ts';
import type { HeardMessage } from './hear-message.ts';
import type { Loss, Pulse, Session, SessionEvents } from './session.ts';
import type { WhatsAppWebSettings } from './settings.ts';

/** The library has this class and does not declare it. */
const messages = library as unknown as { readonly Message: new (client: Client, data: object) => Message };

type Needs = Pick<WhatsAppWebSettings, 'folder' | 'chromium'>;

/** A page that an operator put into the folder is used instead of WhatsApp's present one, when that and the library disagree. */
const PINNED = 'page';
/** No preview: the page would fetch the link, and the person's phone shows it anyway. */
const PLAIN = { linkPreview: false, parseVCards: false, waitUntilMsgSent: true } as const;

/** What the library calls without watching how it ends, and does not declare. */
type Unwatched = {
  inject(): Promise<void>;
  destroy(): Promise<void>;
  initWebVersionCache(): Promise<void>;
};

/** Starts a browser with the library in it. */
export function openLibrary({ folder, chromium }: Needs, events: SessionEvents): Session {
  const pinned = existsSync(join(folder, `${PINNED}.html`));
  let over = false;
  let injected = false;
  let launched: () => void = () => undefined;
  const launch = new Promise<void>((resolve) => {
    launched = resolve;
  });
  const lose = (why: Loss) => {
    if (!over) events.lost(why);
    over = true;
  };

  const auth = new library.LocalAuth({ dataPath: folder });
  // The library would remove the profile while the browser writes to it; ours is removed afterwards.
  auth.logout = async () => undefined;
  auth.afterBrowserInitialized = async () => {
    launched();
    client.pupBrowser?.once('disconnected', () => lose('browser'));
    client.pupPage?.once('error', () => lose('page')).once('close', () => lose('page'));
  };
  const client = new library.Client({
    authStrategy: auth,
    webVersionCache: pinned ? { type: 'local', path: folder, strict: true } : { type: 'none' },
    ...(pinned && { webVersion: PINNED }),
    puppeteer: launchOptions(chromium),
  });
  const unwatched = client as unknown as Unwatched;
  const [inject, destroy] = [unwatched.inject.bind(client), unwatched.destroy.bind(client)];
  unwatched.inject = async () => {
    if (injected) events.connected(false);
    await inject().catch((error: unknown) => {
      if (!injected) throw error;
      lose('page');
    });
    injected = true;
  };
  unwatched.destroy = () => destroy().catch(() => undefined);
  if (!pinned) unwatched.initWebVersionCache = async () => undefined;

  client.on('qr', (code) => !over && events.qr(code));
  client.on('authenticated', () => !over && events.progress());
  client.on('loading_screen', () => !over && events.progress());
  client.on('ready', () => !over && events.ready());
  client.on('change_state', (state) => !over && events.connected(String(state) === 'CONNECTED'));
  client.on('message', (message) => !over && events.heard(pick(message)));
  client.on('disconnected', (reason) => lose(lossOf(String(reason))));
  client.on('auth_failure', () => lose('start'));
  client.initialize().catch(() => {
    launched();
    lose('start');
  });

  return {
    send: async (to, text) => (await client.sendMessage(to, text, PLAIN)) !== undefined,
    async typing(to) {
      await client.pupPage?.evaluate(`window.WWebJS.sendChatstate('typing', ${JSON.stringify(to)})`);
    },
    async catchUp(since) {
      const held = (await client.pupPage?.evaluate(`(${HELD})(${Math.floor(since / 1_000)})`)) as
        | object[]
        | undefined;
      for (const data of held ?? []) {
        if (!over) events.heard(pick(new messages.Message(client, data)));
      }
    },
    async pulse() {
      const page = client.pupPage;
      if (!page) throw new Fault('whatsapp-web/silent', 'there is no page yet');
      return (await page.evaluate(PULSE)) as Pulse;
    },
    async reload() {
      await client.pupPage?.reload({ timeout: 30_000 });
    },
    async close() {
      over = true;
      await launch;
      await unwatched.destroy();
    },
  };
}

/** What the line reads of a message, and nothing more of it. */
function pick(message: Message): HeardMessage {
  const { from, type, body, timestamp, fromMe, isStatus, broadcast, location } = message;
  return {
    id: { _serialized: message.id._serialized },
    ...{ from, type, body, timestamp, fromMe, isStatus, broadcast },
    location: location && { latitude: location.latitude, longitude: location.longitude },
  };
}

/** What the page holds of others since a time in seconds, oldest first. */
const HELD = `(since) => {
  const { Msg, Chat } = window.require('WAWebCollections');
  const inChats = Chat.getModelsArray().flatMap((chat) => (chat.unreadCount > 0 && chat.msgs?.getModelsArray?.()) || []);
  const all = new Map([...Msg.getModelsArray(), ...inChats].map((one) => [one.id._serialized, one]));
  const missed = [...all.values()].filter((one) => one.t >= since && !one.id.fromMe && one.type !== 'ciphertext');
  return missed.sort((one, other) => one.t - other.t).map((one) => window.WWebJS.getMessageModel(one));
}`;

const PULSE =
  "({ state: String(window.require('WAWebSocketModel').Socket.state), injected: typeof window.WWebJS !== 'undefined' })";

/** The library's reasons are the page's states, and LOGOUT. */
function lossOf(reason: string): Loss {
  switch (reason) {
    case 'LOGOUT':
      return 'logged-out';
    case 'UNPAIRED':
    case 'UNPAIRED_IDLE':
      return 'unpaired';
    case 'CONFLICT':
      return 'conflict';
    case 'TOS_BLOCK':
    case 'SMB_TOS_BLOCK':
    case 'PROXYBLOCK':
      return 'blocked';
    default:
      return 'page';
  }
}
