// Sends parts to one number after the other, each message once as far as that can be known. Must not know webhooks.

import { createHmac } from 'node:crypto';
import { Fault } from '../../model/fault.ts';
import type { Part } from '../../model/part.ts';
import type { Clock, Log, Sent, TellHealth } from '../../runtime/ports.ts';
import { createConfirmations } from './confirmations.ts';
import { type Drawn, drawPart } from './draw.ts';
import type { Graph } from './graph.ts';
import { isPhone, type Status } from './hear.ts';
import { outcomeOf } from './outcome.ts';

export type SenderOptions = {
  readonly graph: Graph;
  /** Keys the tags, so that they tell nothing to whoever reads them. */
  readonly secret: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly count: (code: string) => void;
  readonly tell: TellHealth;
  /** Milliseconds to wait for a status in place of an answer that did not come. */
  readonly statusPatience: number;
};

export type Sender = {
  /** `lastWrote`: when the person last wrote, in seconds; undefined when that is not known. */
  send(person: string, lastWrote: number | undefined, part: Part): Promise<Sent>;
  /** What Meta tells of a message sent before. */
  hear(status: Status): void;
  /** Sees whether number and token are right, and tells. False when nobody answered. Never throws. */
  look(): Promise<boolean>;
};

/** Meta lets a business answer for so many seconds after the person's last message. */
const WINDOW = 86_400;
const AWAY = 'the Graph API does not answer as it should. Answers are kept and tried again.';

export function createSender(options: SenderOptions): Sender {
  const { graph, clock, log, count, tell } = options;
  const confirmations = createConfirmations();

  async function sendOne(person: string, drawn: Drawn, tag: string): Promise<Sent> {
    const answer = await graph.post({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...(isPhone(person) ? { to: person } : { recipient: person }),
      ...drawn,
      biz_opaque_callback_data: tag,
    });
    switch (answer.type) {
      case 'taken':
        confirmations.confirm(tag);
        tell({ state: 'on', say: '' });
        return { type: 'sent' };
      case 'error':
        return refusal(answer.code, answer.status, answer.retryAfter);
      case 'odd':
        throw new Fault('whatsapp-cloud/odd-answer', 'The Graph API gave an answer that is not its own.');
      case 'silent':
        if (await confirmations.wait(tag, options.statusPatience)) return { type: 'sent' };
        throw new Fault('whatsapp-cloud/no-answer', 'The Graph API did not answer.');
      default:
        return answer satisfies never;
    }
  }

  function refusal(code: number, status: number, retryAfter: number | null): Sent {
    const outcome = outcomeOf(code, status, retryAfter);
    switch (outcome.type) {
      case 'passing':
        throw new Fault('whatsapp-cloud/passing', 'The Graph API is in trouble.');
      case 'account':
        alert(code, outcome.say);
        throw new Fault('whatsapp-cloud/account', 'The account cannot send.');
      case 'wait':
      case 'gone':
      case 'refused':
        count(`send-${outcome.type}`);
        return outcome;
      default:
        return outcome satisfies never;
    }
  }

  function alert(code: number, say: string): void {
    log.error('whatsapp-cloud/account', { code });
    count(`account-${code}`);
    tell({ state: 'trouble', say: `${say} (Meta's code ${code}).` });
  }

  const tagOf = (person: string, part: Part, at: number) =>
    createHmac('sha256', options.secret)
      .update(JSON.stringify([person, part.id, at]))
      .digest('base64url');

  return {
    async send(person, lastWrote, part) {
      if (lastWrote !== undefined && clock.now() / 1_000 - lastWrote >= WINDOW) {
        count('window-closed');
        return { type: 'refused', why: 'whatsapp-cloud/window-closed' };
      }
      for (const [at, drawn] of drawPart(part).entries()) {
        const tag = tagOf(person, part, at);
        if (confirmations.has(tag)) continue;
        const sent = await sendOne(person, drawn, tag);
        if (sent.type !== 'sent') return sent;
      }
      return { type: 'sent' };
    },
    hear({ status, tag, code = 0 }) {
      if (status !== 'failed') {
        if (tag !== undefined) confirmations.confirm(tag);
        return;
      }
      count(`failed-${code}`);
      log.warn('whatsapp-cloud/undelivered', { code });
      const outcome = outcomeOf(code, 200, null);
      if (outcome.type === 'account') alert(code, outcome.say);
    },
    async look() {
      const answer = await graph.look();
      if (answer.type === 'odd' || answer.type === 'silent') {
        tell({ state: 'trouble', say: AWAY });
        return false;
      }
      const outcome = answer.type === 'error' ? outcomeOf(answer.code, answer.status, null) : null;
      // A token that may send need not be allowed to look.
      if (answer.type === 'error' && outcome?.type === 'account' && outcome.kind !== 'permission') {
        alert(answer.code, outcome.say);
      } else tell({ state: 'on', say: '' });
      return true;
    },
  };
}
