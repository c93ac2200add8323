// What an operator should know when the Bot API refuses the line itself, and how long to wait before the next try.
// Must not know who calls.

import type { ChannelHealth } from '../../runtime/ports.ts';
import type { Answer } from './call.ts';

export type Failure = Extract<Answer<unknown>, { ok: false }>;

/** Ms. It is the operator's turn then, but a good answer must be noticed soon. */
const OPERATORS_TURN = 15_000;
const MOST_BACK_OFF = 10_000;

/** `failures`: how many in a row, from 1. Ms. */
export function pauseAfter({ status, retryAfter }: Failure, failures: number): number {
  if (status === 429 && retryAfter !== undefined) return retryAfter * 1_000;
  if (status === 401 || status === 404) return OPERATORS_TURN;
  return Math.min(500 * 2 ** (failures - 1), MOST_BACK_OFF);
}

export function isWebhookConflict({ status, description }: Failure): boolean {
  return status === 409 && /webhook/i.test(description);
}

export function healthAfter(failure: Failure): ChannelHealth {
  return { state: 'trouble', say: sentence(failure) };
}

function sentence(failure: Failure): string {
  const { status } = failure;
  if (status === 401 || status === 404) {
    return 'Telegram does not know the token in TELEGRAM_BOT_TOKEN; ask @BotFather for it (or check TELEGRAM_API_ROOT)';
  }
  if (status === 409) {
    return isWebhookConflict(failure)
      ? 'another program has set a webhook for this bot; only one may use a token, so stop it or make a bot of its own'
      : 'another program fetches the messages of this bot; only one may use a token, so stop it or make a bot of its own';
  }
  if (status === 429) return 'Telegram asks to wait; the line goes on by itself';
  if (status === 400) return 'Telegram refuses TELEGRAM_WEBHOOK_URL; it must be a public https address';
  return 'Telegram cannot be reached; the line tries again by itself';
}
