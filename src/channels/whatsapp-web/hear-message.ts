// A message of the library → an update of the line, or nothing. Ids stay opaque: no number is read from one.
// Must not know the browser.

import type { Content, Update } from '../../model/update.ts';
import { posterTopic } from '../poster-topic.ts';

/** What is read of the library's Message. */
export type HeardMessage = {
  readonly id: { readonly _serialized: string };
  readonly from: string;
  readonly type: string;
  readonly body: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly fromMe: boolean;
  readonly isStatus: boolean;
  readonly broadcast?: boolean;
  readonly location?: { readonly latitude: unknown; readonly longitude: unknown } | undefined;
};

export const CHANNEL = 'whatsapp-web';

/** One person's chat; groups, status, newsletters and broadcast lists end in something else. */
const PERSON = /^[^@\s]+@(c\.us|lid)$/;

/** Null for what the line does not answer: groups, status, its own messages, notices and calls. */
export function hearMessage(message: HeardMessage): Update | null {
  const { id, from, body } = message;
  // The page may send anything: a shape that nobody knows is nobody's question.
  if (typeof from !== 'string' || typeof body !== 'string' || typeof id?._serialized !== 'string')
    return null;
  if (message.fromMe || message.isStatus || message.broadcast === true || !PERSON.test(from)) return null;
  const content = contentOf(message);
  return content && { id: id._serialized, address: { channel: CHANNEL, to: from }, content };
}

function contentOf({ type, body, location }: HeardMessage): Content | null {
  switch (type) {
    case 'chat':
      return posterTopic(body) ?? { type: 'text', text: body };
    // Answers to another program's old buttons and lists carry the words that were chosen.
    case 'buttons_response':
    case 'list_response':
    case 'template_button_reply':
      return { type: 'text', text: body };
    case 'location':
      return place(location) ?? { type: 'attachment', what: 'other' };
    case 'ptt':
    case 'audio':
      return { type: 'attachment', what: 'voice' };
    case 'image':
    case 'album':
      return withWords(body, 'image');
    case 'video':
      return withWords(body, 'other');
    case 'document':
      return withWords(body, 'file');
    case 'sticker':
      return { type: 'attachment', what: 'sticker' };
    case 'vcard':
    case 'multi_vcard':
      return { type: 'attachment', what: 'contact' };
    case 'poll_creation':
    case 'scheduled_event_creation':
    case 'groups_v4_invite':
    case 'order':
    case 'product':
    case 'unknown':
      return { type: 'attachment', what: 'other' };
    default:
      // Notices, calls, deletions, reactions and what WhatsApp may invent: nobody wrote to the line.
      return null;
  }
}

/** A caption is what the person asks; the picture alone cannot be read. */
function withWords(caption: string, what: 'image' | 'file' | 'other'): Content {
  return caption.trim() === '' ? { type: 'attachment', what } : { type: 'text', text: caption };
}

function place(location: HeardMessage['location']): Content | null {
  const { latitude, longitude } = location ?? {};
  // Nothing is no place: as a number it would be the equator.
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return null;
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return real ? { type: 'location', latitude, longitude } : null;
}
