// Tells what an update of the Bot API is. Takes any JSON and never throws. Must not know telegraf, nor what the line does with it.

import type { Content } from '../../model/update.ts';
import { type Fields, fieldsOf, objectIn, textIn, wholeIn } from './fields.ts';
import { readMessage } from './read-message.ts';

export type Heard =
  | {
      readonly type: 'person';
      /** The update's own number; grows. */
      readonly number: number;
      readonly chat: string;
      readonly content: Content;
      /** Of the profile, e.g. `ar`, `pt-br`. */
      readonly language?: string;
      /** To be answered at once, or the button goes on spinning. */
      readonly query?: string;
      readonly message?: number;
      readonly edited?: true;
      /** Several pictures sent together carry the same id. */
      readonly album?: string;
    }
  /** Somebody talks in a group, or has just added the line to one. */
  | { readonly type: 'group'; readonly chat: string; readonly language?: string }
  | { readonly type: 'nothing'; readonly query?: string };

const NOTHING: Heard = { type: 'nothing' };

export function hear(raw: unknown): Heard {
  const update = fieldsOf(raw);
  const number = wholeIn(update, 'update_id');
  if (number === undefined) return NOTHING;
  const message = objectIn(update, 'message');
  if (message) return hearMessage(number, message);
  const edited = objectIn(update, 'edited_message');
  if (edited) return hearEdit(number, edited);
  const query = objectIn(update, 'callback_query');
  if (query) return hearTap(number, query);
  const member = objectIn(update, 'my_chat_member');
  return member ? hearMembership(member) : NOTHING;
}

function hearMessage(number: number, message: Fields): Heard {
  const chat = chatOf(message);
  const from = objectIn(message, 'from');
  if (!chat) return NOTHING;
  if (chat.kind === 'group') {
    // Our own leaving is told as a message too.
    return objectIn(message, 'left_chat_member')
      ? NOTHING
      : { type: 'group', chat: chat.id, ...languageOf(from) };
  }
  const content = chat.kind === 'private' ? readMessage(message) : null;
  if (!content) return NOTHING;
  const id = wholeIn(message, 'message_id');
  const album = textIn(message, 'media_group_id');
  return {
    type: 'person',
    number,
    chat: chat.id,
    content,
    ...languageOf(from),
    ...(id !== undefined && { message: id }),
    ...(album !== undefined && { album }),
  };
}

/** Only words count: a live location is edited every few seconds. */
function hearEdit(number: number, message: Fields): Heard {
  const heard = hearMessage(number, message);
  if (heard.type !== 'person') return NOTHING;
  const words = heard.content.type !== 'location' && heard.content.type !== 'attachment';
  return words ? { ...heard, edited: true } : NOTHING;
}

function hearTap(number: number, fields: Fields): Heard {
  const query = textIn(fields, 'id');
  const answer = query === undefined ? {} : { query };
  const chat = chatOf(objectIn(fields, 'message') ?? {});
  const option = textIn(fields, 'data');
  if (chat?.kind !== 'private' || !option) return { type: 'nothing', ...answer };
  const content = { type: 'press', option } as const;
  return {
    type: 'person',
    number,
    chat: chat.id,
    content,
    ...languageOf(objectIn(fields, 'from')),
    ...answer,
  };
}

const INSIDE: ReadonlySet<unknown> = new Set(['member', 'administrator', 'restricted']);

function hearMembership(fields: Fields): Heard {
  const chat = chatOf(fields);
  const inside = INSIDE.has(textIn(objectIn(fields, 'new_chat_member') ?? {}, 'status'));
  if (chat?.kind !== 'group' || !inside) return NOTHING;
  return { type: 'group', chat: chat.id, ...languageOf(objectIn(fields, 'from')) };
}

function chatOf(
  message: Fields,
): { readonly id: string; readonly kind: 'private' | 'group' | 'other' } | null {
  const chat = objectIn(message, 'chat') ?? {};
  const id = wholeIn(chat, 'id');
  if (id === undefined) return null;
  const type = textIn(chat, 'type');
  // People have positive numbers, groups and channels negative ones.
  if (type === 'private' || (type === undefined && id > 0)) return { id: String(id), kind: 'private' };
  return { id: String(id), kind: type === 'group' || type === 'supergroup' ? 'group' : 'other' };
}

function languageOf(from: Fields | undefined): { readonly language?: string } {
  const language = textIn(from ?? {}, 'language_code');
  return language !== undefined && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(language)
    ? { language }
    : {};
}
