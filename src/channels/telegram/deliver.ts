// Sends one part and tells what became of it, by what Telegram answered. Must not know telegraf or the outbox.

import { Fault } from '../../model/fault.ts';
import type { Part } from '../../model/part.ts';
import type { Sent } from '../../runtime/ports.ts';
import type { Answer, Call } from './call.ts';
import { type Drawn, drawPart, drawPlain } from './draw.ts';

/** Together less than the outbox waits, so that it never sends again while a call is still under way. */
const FIRST_TRY = 9_000;
const SECOND_TRY = 4_000;
/** For a 429 without its number; none was ever seen. */
const WAIT = 5;

/** Throws Fault `telegram/…` for what a later try may not meet; the error holds no token and no words. */
export async function deliver(call: Call, chat: string, part: Part): Promise<Sent> {
  const send = (drawn: Drawn, timeout: number) =>
    call<unknown>('sendMessage', { chat_id: Number(chat), ...drawn }, { timeout });
  const first = await send(drawPart(part), FIRST_TRY);
  const sent = outcomeOf(first);
  if (sent.type !== 'refused') return sent;
  const without = /button|markup|keyboard/i.test(description(first)) ? 'buttons' : 'entities';
  return outcomeOf(await send(drawPlain(part, without), SECOND_TRY));
}

export function outcomeOf(answer: Answer<unknown>): Sent {
  if (answer.ok) return { type: 'sent' };
  const { status, description, retryAfter } = answer;
  if (status === 429) return { type: 'wait', seconds: retryAfter ?? WAIT };
  if (status === 403 || isGone(status, description)) return { type: 'gone' };
  if (status === 400) return { type: 'refused', why: reasonOf(description) };
  if (status === 401) throw new Fault('telegram/token', 'Telegram does not accept the token of the bot');
  if (status === 0) throw new Fault('telegram/no-answer', 'the Bot API gave no answer that can be read');
  throw new Fault('telegram/failed', `the Bot API answered ${status}`);
}

/** "Not Found" alone is a wrong address of the API, not a person who left. */
function isGone(status: number, description: string): boolean {
  const told = /chat not found|user not found|user is deactivated|peer_id_invalid|blocked by the user/i;
  return (status === 400 || status === 404) && told.test(description);
}

function reasonOf(description: string): string {
  if (/too long/i.test(description)) return 'telegram/too-long';
  if (/button|markup|keyboard/i.test(description)) return 'telegram/buttons';
  if (/entit/i.test(description)) return 'telegram/entities';
  return 'telegram/bad-request';
}

function description(answer: Answer<unknown>): string {
  return answer.ok ? '' : answer.description;
}
