// What a message holds, as content for the line. Must not know who sent it, nor what the line does with it.

import { INTENTS } from '../../model/phrase.ts';
import type { Content } from '../../model/update.ts';
import { readDeepLink } from './deep-link.ts';
import { type Fields, has, objectIn, textIn } from './fields.ts';

type What = Extract<Content, { type: 'attachment' }>['what'];

/** In this order: an animation also comes as a document, a sticker may have a thumbnail. */
const KINDS: readonly (readonly [string, What])[] = [
  ['voice', 'voice'],
  ['audio', 'voice'],
  ['video_note', 'voice'],
  ['sticker', 'sticker'],
  ['photo', 'image'],
  ['animation', 'image'],
  ['video', 'image'],
  ['document', 'file'],
  ['contact', 'contact'],
  ...['story', 'poll', 'dice', 'game', 'invoice', 'paid_media', 'checklist', 'giveaway'].map(
    (field) => [field, 'other'] as const,
  ),
];

/** Null for what needs no answer: "joined Telegram", a pinned message, a changed timer. */
export function readMessage(message: Fields): Content | null {
  const place = location(
    objectIn(message, 'location') ?? objectIn(objectIn(message, 'venue') ?? {}, 'location'),
  );
  if (place) return place;
  // Words beside a picture are words: a danger may be told in them.
  const text = textIn(message, 'text') ?? textIn(message, 'caption');
  if (text !== undefined) return text.startsWith('/') ? readCommand(text) : { type: 'text', text };
  const kind = KINDS.find(([field]) => has(message, field));
  return kind ? { type: 'attachment', what: kind[1] } : null;
}

function location(fields: Fields | undefined): Content | null {
  const { latitude, longitude } = fields ?? {};
  return Number.isFinite(latitude) && Number.isFinite(longitude)
    ? { type: 'location', latitude: latitude as number, longitude: longitude as number }
    : null;
}

const INTENT_NAMES: ReadonlySet<string> = new Set(INTENTS);

/** `/start biz-right` opens a topic, `/delete` is the wish to delete; an unknown command is words. */
export function readCommand(text: string): Content {
  const [, name = '', rest = ''] = /^\/([A-Za-z0-9_]+)(?:@\w+)?(?:\s+(.*))?$/s.exec(text) ?? [];
  const command = name.toLowerCase();
  const words = rest.trim();
  if (command === 'start' && !/\s/.test(words)) return { type: 'open', ...readDeepLink(words) };
  // Telegram's profile page of a bot has a button that sends /privacy.
  const intent = command === 'privacy' ? 'mydata' : command;
  if (INTENT_NAMES.has(intent) && words === '') return { type: 'press', option: `!${intent}` };
  // More than the command was written: what matters may stand there.
  if (command === 'start') return { type: 'text', text: words };
  return { type: 'text', text: text.replace(/^\/+/, '').replaceAll('_', ' ') };
}
