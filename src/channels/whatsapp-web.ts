// WhatsApp Web, through whatsapp-web.js and a real Chromium: unofficial, and the number may be banned. The only file that
// imports the library. Translates and never decides. Must not know dialogs or services.

import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { Client, LocalAuth } from 'whatsapp-web.js';
import { Fault } from '../model/fault.ts';
import type { Channel, Clock, Log, TellHealth } from '../runtime/ports.ts';
import type { Seal } from '../runtime/sealing.ts';
import type { Count } from '../runtime/think.ts';
import { CAPABILITIES } from './capabilities.ts';
import { createAlbums } from './whatsapp-web/albums.ts';
import { freeProfile, launchOptions } from './whatsapp-web/chromium.ts';
import { createDeliveries } from './whatsapp-web/deliveries.ts';
import { sayHealth, type WhatsAppWebHealth } from './whatsapp-web/health.ts';
import { CHANNEL, type HeardMessage, hearMessage } from './whatsapp-web/hear-message.ts';
import { createIntake, type Intake } from './whatsapp-web/intake.ts';
import { addOperatorPage } from './whatsapp-web/operator-page.ts';
import { qrForTerminal } from './whatsapp-web/qr-code.ts';
import type { Loss, Pulse, Session, SessionEvents } from './whatsapp-web/session.ts';
import type { WhatsAppWebSettings } from './whatsapp-web/settings.ts';
import { createSupervisor } from './whatsapp-web/supervisor.ts';
import { createTyping } from './whatsapp-web/typing.ts';

export type WhatsAppWebOptions = {
  readonly settings: WhatsAppWebSettings;
  readonly app: FastifyInstance;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly log: Log;
  readonly count?: Count;
  readonly tell: TellHealth;
  /** The code to scan is written here when somebody sits at it; what is kept as a log is no terminal. */
  readonly terminal: { readonly isTTY?: boolean; write(text: string): unknown };
};

export type WhatsAppWeb = Channel & { health(): WhatsAppWebHealth };

/**
 * Adds the operator's page to `app` and gives the channel; the browser starts with `listen`, which does not wait for it.
 * @throws Fault `whatsapp-web/no-chromium`.
 */
export function createWhatsAppWeb(options: WhatsAppWebOptions): WhatsAppWeb {
  const { settings, app, seal, clock, log, tell, terminal } = options;
  if (!existsSync(settings.chromium)) {
    throw new Fault(
      'whatsapp-web/no-chromium',
      'there is no browser where CHROMIUM_PATH says; apt-get install chromium',
    );
  }
  const profile = join(settings.folder, 'session');
  const isMoreOfAlbum = createAlbums();
  const deliveries = createDeliveries();
  const typing = createTyping(
    (to) =>
      void supervisor
        .session()
        ?.typing(to)
        .catch(() => undefined),
  );
  let intake: Intake | undefined;

  const supervisor = createSupervisor({
    open: (events) => openLibrary(settings, events),
    forget: () => rm(profile, { recursive: true, force: true, maxRetries: 5 }),
    heard(message) {
      const update = isMoreOfAlbum(message) ? null : hearMessage(message);
      if (!update) return;
      typing.begin(update.address.to);
      intake?.take(update);
    },
    qr(code) {
      if (terminal.isTTY)
        terminal.write(`\nWhatsApp Web: scan this with the line's phone.\n${qrForTerminal(code)}\n`);
    },
    changed(health) {
      const say = sayHealth(health);
      if (say) tell(say);
    },
    lost: (loss) => options.count?.('whatsapp-web', loss),
    clock,
    log,
  });
  addOperatorPage({
    app,
    token: settings.operatorToken,
    clock,
    health: supervisor.health,
    code: supervisor.code,
  });

  return {
    name: CHANNEL,
    can: CAPABILITIES[CHANNEL],
    journal: false,
    health: supervisor.health,
    async listen(receive) {
      await mkdir(settings.folder, { recursive: true, mode: 0o700 });
      await freeProfile(profile);
      intake = createIntake(receive, log);
      supervisor.start();
    },
    async send(to, part) {
      typing.end(to.to);
      const session = supervisor.session();
      if (!session) return { type: 'wait', seconds: supervisor.patience() };
      const name = `${seal.conversation(to)} ${part.id}`;
      try {
        const found = await deliveries.once(name, () => session.send(to.to, part.text));
        return found ? { type: 'sent' } : { type: 'refused', why: 'whatsapp-web/no-chat' };
      } catch {
        const alive = await session.pulse(2_000).catch(() => null);
        if (supervisor.session() !== session || !alive?.injected) return { type: 'wait', seconds: 2 };
        throw new Fault('whatsapp-web/not-sent', 'the page did not take the message');
      }
    },
    async close() {
      typing.close();
      intake?.close();
      await supervisor.close();
    },
  };
}

/** A page that an operator put into the folder is used instead of WhatsApp's present one, when that and the library disagree. */
const PINNED = 'page';
/** Milliseconds that a browser has to end by itself. */
const FAREWELL = 5_000;
/** No preview: the page would fetch the link, and the person's phone shows it anyway. */
const PLAIN = { linkPreview: false, parseVCards: false, waitUntilMsgSent: true } as const;

/** What the library does not declare, and what in it must not end the process: it leaves these calls unwatched. */
type Unwatched = {
  inject(): Promise<void>;
  destroy(): Promise<void>;
  initWebVersionCache(): Promise<void>;
};

/** Starts a browser with the library in it. */
function openLibrary({ folder, chromium }: WhatsAppWebSettings, events: SessionEvents): Session {
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

  const auth = new LocalAuth({ dataPath: folder });
  // The library would remove the profile while the browser writes to it; ours is removed afterwards.
  auth.logout = async () => undefined;
  auth.afterBrowserInitialized = async () => {
    launched();
    if (over) throw new Fault('whatsapp-web/closed', 'the channel was closed during the start');
    client.pupBrowser?.once('disconnected', () => lose('browser'));
    client.pupPage?.once('error', () => lose('page')).once('close', () => lose('page'));
  };
  const client = new Client({
    authStrategy: auth,
    webVersionCache: pinned ? { type: 'local', path: folder, strict: true } : { type: 'none' },
    ...(pinned && { webVersion: PINNED }),
    puppeteer: launchOptions(chromium),
  });
  const library = client as unknown as Unwatched;
  const [inject, destroy] = [library.inject.bind(client), library.destroy.bind(client)];
  library.inject = async () => {
    if (injected) events.connected(false);
    await inject().catch((error: unknown) => {
      if (!injected) throw error;
      lose('page');
    });
    injected = true;
  };
  library.destroy = () => destroy().catch(() => undefined);
  if (!pinned) library.initWebVersionCache = async () => undefined;

  client.on('qr', (code) => !over && events.qr(code));
  client.on('authenticated', () => !over && events.progress());
  client.on('loading_screen', () => !over && events.progress());
  client.on('ready', () => !over && events.ready());
  client.on('change_state', (state) => !over && events.connected(String(state) === 'CONNECTED'));
  client.on('message', (message) => !over && events.heard(message as unknown as HeardMessage));
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
    async pulse(patience) {
      const asked = client.pupPage?.evaluate(PULSE) as Promise<Pulse> | undefined;
      const late = new AbortController();
      const silence = sleep(patience, undefined, late).then(() => undefined);
      silence.catch(() => undefined);
      const pulse = await Promise.race([asked, silence]).finally(() => late.abort());
      if (pulse === undefined) throw new Fault('whatsapp-web/silent', 'the page does not answer');
      return pulse;
    },
    async reload() {
      await client.pupPage?.reload({ timeout: 30_000 });
    },
    async close() {
      over = true;
      await Promise.race([launch.then(() => library.destroy()), sleep(FAREWELL, undefined, { ref: false })]);
      client.pupBrowser?.process()?.kill('SIGKILL');
    },
  };
}

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
