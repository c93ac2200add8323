// WhatsApp Web: an unofficial client, and the number may be banned. The library and its browser run in a process of their own,
// so that nothing they do is felt by other channels. Translates and never decides. Must not know dialogs or services.

import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Fault } from '../model/fault.ts';
import type { Channel, Clock, Log, Receive, TellHealth } from '../runtime/ports.ts';
import type { Seal } from '../runtime/sealing.ts';
import type { Count } from '../runtime/think.ts';
import { CAPABILITIES } from './capabilities.ts';
import { literal } from './whatsapp-markup.ts';
import { createAlbums } from './whatsapp-web/albums.ts';
import { freeProfile } from './whatsapp-web/chromium.ts';
import { createDeliveries } from './whatsapp-web/deliveries.ts';
import { sayHealth, type WhatsAppWebHealth } from './whatsapp-web/health.ts';
import { CHANNEL, hearMessage } from './whatsapp-web/hear-message.ts';
import { createIntake, type Intake } from './whatsapp-web/intake.ts';
import { createLastAlive } from './whatsapp-web/last-alive.ts';
import { addOperatorPage } from './whatsapp-web/operator-page.ts';
import { openProcess } from './whatsapp-web/process-session.ts';
import { qrForTerminal } from './whatsapp-web/qr-code.ts';
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
  const lastAlive = createLastAlive(settings.folder, clock);
  const typing = createTyping(
    (to) =>
      void supervisor
        .session()
        ?.typing(to)
        .catch(() => undefined),
  );
  let intake: Intake | undefined;

  const supervisor = createSupervisor({
    open: (events) => openProcess(settings, events),
    async forget() {
      lastAlive.forget();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
    ready(session) {
      const since = lastAlive.since();
      if (since !== null) session.catchUp(since).catch(() => log.warn('whatsapp-web/not-caught-up'));
      lastAlive.touch();
    },
    alive: lastAlive.touch,
    heard(message) {
      const update = hearMessage(message);
      if (!update || isMoreOfAlbum(message)) return;
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
      const takeIn: Receive = async (update) => {
        const received = await receive(update);
        // Heard again while catching up, or too fast: no answer will come.
        if (received !== 'accepted') typing.end(update.address.to);
        return received;
      };
      intake = createIntake(takeIn, log);
      supervisor.start();
    },
    async send(to, part) {
      typing.end(to.to);
      const session = supervisor.session();
      if (!session) return { type: 'wait', seconds: supervisor.patience() };
      const name = `${seal.conversation(to)} ${part.id}`;
      try {
        const found = await deliveries.once(name, () => session.send(to.to, literal(part.text)));
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
