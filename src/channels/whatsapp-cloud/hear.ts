// Takes from a webhook body what the line needs: who wrote what and when, and what became of our own messages.
// Drops the rest: names, numbers shown, media ids, referrals. Must not know routes.

import type { Content } from '../../model/update.ts';
import { type Fields, fieldsOf } from '../web-chat/guarded-json.ts';
import { contentOf } from './content.ts';

export type Heard = {
  /** Phone number in digits, or a business-scoped user id such as `DE.1349…` of a person whose number is hidden. */
  readonly person: string;
  readonly messageId: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly content: Content;
};

/** What Meta tells of a message that we sent. */
export type Status = {
  readonly status: 'sent' | 'delivered' | 'read' | 'failed';
  /** The tag we gave the message; undefined when Meta did not give it back. */
  readonly tag?: string;
  /** Meta's code of a failure. */
  readonly code?: number;
};

export type Webhook = {
  readonly heard: readonly Heard[];
  readonly statuses: readonly Status[];
  /** Why messages were passed over, one entry each. */
  readonly passed: readonly ('other-number' | 'group' | 'no-answer' | 'unreadable')[];
};

/** Reads a parsed body of any shape; never throws. `now` in seconds stands in for a timestamp that cannot be read. */
export function hear(body: unknown, phoneNumberId: string, now: number): Webhook {
  const heard: Heard[] = [];
  const statuses: Status[] = [];
  const passed: Webhook['passed'][number][] = [];
  const root = fieldsOf(body);
  if (root?.object !== 'whatsapp_business_account') return { heard, statuses, passed };
  for (const change of listOf(root.entry).flatMap((entry) => listOf(entry.changes))) {
    const value = fieldsOf(change.value);
    if (change.field !== 'messages' || value === undefined) continue;
    const messages = listOf(value.messages);
    if (fieldsOf(value.metadata)?.phone_number_id !== phoneNumberId) {
      passed.push(...messages.map(() => 'other-number' as const));
      continue;
    }
    for (const message of messages) {
      const read = readMessage(message, listOf(value.contacts), now);
      if (typeof read === 'string') passed.push(read);
      else heard.push(read);
    }
    statuses.push(...listOf(value.statuses).flatMap(readStatus));
  }
  return { heard, statuses, passed };
}

function readMessage(
  message: Fields,
  contacts: readonly Fields[],
  now: number,
): Heard | Exclude<Webhook['passed'][number], 'other-number'> {
  if (message.group_id !== undefined) return 'group';
  const person = personOf(message, contacts);
  const { id, timestamp } = message;
  if (person === undefined || typeof id !== 'string' || id === '' || id.length > 512) return 'unreadable';
  const content = contentOf(message);
  if (content === null) return 'no-answer';
  const at = /^\d{1,12}$/.test(String(timestamp)) ? Number(timestamp) : now;
  return { person, messageId: id, at, content };
}

/** A person who has taken a username may come without a number; then the id that Meta gives us for her is used. */
function personOf(message: Fields, contacts: readonly Fields[]): string | undefined {
  if (isPhone(message.from)) return message.from;
  const only = contacts.length === 1 ? contacts[0] : undefined;
  return [message.from_user_id, message.from, only?.user_id].find(isUserId);
}

export function isPhone(value: unknown): value is string {
  return typeof value === 'string' && /^\d{5,20}$/.test(value);
}

function isUserId(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/.test(value);
}

function readStatus(fields: Fields): Status[] {
  const { status, biz_opaque_callback_data: tag } = fields;
  if (status !== 'sent' && status !== 'delivered' && status !== 'read' && status !== 'failed') return [];
  const code = listOf(fields.errors)[0]?.code;
  return [
    {
      status,
      ...(typeof tag === 'string' && { tag }),
      ...(typeof code === 'number' && Number.isSafeInteger(code) && { code }),
    },
  ];
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf).filter((item) => item !== undefined) : [];
}
