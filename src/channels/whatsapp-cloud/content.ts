// What a WhatsApp message says, as the line hears it. Must not know who sent it.

import type { Content } from '../../model/update.ts';
import { posterTopic } from '../poster-topic.ts';
import { type Fields, fieldsOf } from '../web-chat/guarded-json.ts';
import { isOptionId } from '../web-chat/option-id.ts';

type Attachment = Extract<Content, { type: 'attachment' }>['what'];

/** Null for what needs no answer: reactions, notices of the system, edited and deleted messages. */
export function contentOf(message: Fields): Content | null {
  const own = typeof message.type === 'string' ? fieldsOf(message[message.type]) : undefined;
  switch (message.type) {
    case 'text':
      return textOf(own?.body);
    case 'interactive':
      return replyOf(own);
    case 'button':
      return press(own?.payload) ?? textOf(own?.text);
    case 'location':
      return locationOf(own);
    case 'audio':
    case 'voice':
      return attachment('voice');
    case 'image':
      return captionOf(own) ?? attachment('image');
    case 'document':
      return captionOf(own) ?? attachment('file');
    case 'video':
      return captionOf(own) ?? attachment('other');
    case 'sticker':
      return attachment('sticker');
    case 'contacts':
      return attachment('contact');
    case 'request_welcome':
      return { type: 'open' };
    case 'reaction':
    case 'system':
    case 'ephemeral':
    case 'edit':
    case 'revoke':
      return null;
    // Polls, orders, whatever comes next: the person hears that it cannot be read.
    default:
      return attachment('other');
  }
}

function textOf(body: unknown): Content {
  if (typeof body !== 'string') return attachment('other');
  return posterTopic(body) ?? { type: 'text', text: body };
}

/** Words under a picture are read like any others: they may say that somebody is in danger. */
function captionOf(own: Fields | undefined): Content | null {
  const caption = own?.caption;
  return typeof caption === 'string' && caption.trim() !== '' ? { type: 'text', text: caption } : null;
}

function replyOf(own: Fields | undefined): Content {
  const reply = fieldsOf(own?.button_reply) ?? fieldsOf(own?.list_reply);
  return press(reply?.id) ?? textOf(reply?.title);
}

/** Only ids of our own making are presses. */
function press(id: unknown): Content | null {
  return typeof id === 'string' && isOptionId(id) ? { type: 'press', option: id } : null;
}

function locationOf(own: Fields | undefined): Content {
  const [latitude, longitude] = [Number(own?.latitude), Number(own?.longitude)];
  const real = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return real ? { type: 'location', latitude, longitude } : attachment('other');
}

function attachment(what: Attachment): Content {
  return { type: 'attachment', what };
}
