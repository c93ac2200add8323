// What an activity says, as the line hears it. Drops the rest: names, local time, entities. Must not know routes or libraries.

import type { Content } from '../../model/update.ts';
import { type Fields, fieldsOf } from '../web-chat/guarded-json.ts';
import { languageTag } from '../web-chat/hear.ts';
import { isOptionId } from '../web-chat/option-id.ts';

export type Said = {
  /** Undefined when the channel gives none: then a repetition cannot be told. */
  readonly id: string | undefined;
  readonly content: Content;
  readonly language?: string;
};

/** Why an activity gets no answer. */
export type Passed = 'group' | 'own' | 'no-answer';

/** A conversation is greeted once, however many activities say that it has begun. */
const OPENING = 'open';

export function hear(activity: Fields): Said | Passed {
  if (fieldsOf(activity.conversation)?.isGroup === true) return 'group';
  const language = languageTag(activity.locale);
  const hint = language === undefined ? {} : { language };
  switch (activity.type) {
    case 'message': {
      if (isBot(activity)) return 'own';
      const id = typeof activity.id === 'string' && activity.id !== '' ? activity.id : undefined;
      return { id: id && `said ${id}`, content: contentOf(activity), ...hint };
    }
    case 'conversationUpdate': {
      const added = listOf(activity.membersAdded);
      const person = added.some(({ id }) => id !== fieldsOf(activity.recipient)?.id);
      return person ? { id: OPENING, content: { type: 'open', ...hint }, ...hint } : 'no-answer';
    }
    case 'installationUpdate':
      return activity.action === 'add' || activity.action === 'add-upgrade'
        ? { id: OPENING, content: { type: 'open', ...hint }, ...hint }
        : 'no-answer';
    case 'event':
      return activity.name === 'webchat/join' ? joined(fieldsOf(activity.value), hint) : 'no-answer';
    default:
      return 'no-answer';
  }
}

/** What Web Chat pages send by custom, with the page's language and a topic if it names one. */
function joined(value: Fields | undefined, hint: { readonly language?: string }): Said {
  const language = languageTag(value?.language) ?? hint.language;
  const topic = value?.topic;
  const named = typeof topic === 'string' && /^[a-z][a-z0-9._-]{0,39}$/.test(topic);
  const hints = language === undefined ? {} : { language };
  return { id: OPENING, content: { type: 'open', ...hints, ...(named && { topic }) }, ...hints };
}

function contentOf(activity: Fields): Content {
  const { text, value } = activity;
  const option = [value, fieldsOf(value)?.option, text].find(
    (one) => typeof one === 'string' && isOptionId(one),
  );
  if (typeof option === 'string') return { type: 'press', option };
  if (typeof text === 'string' && text.trim() !== '') return { type: 'text', text };
  const place = listOf(activity.entities).flatMap(placeOf)[0];
  if (place !== undefined) return { type: 'location', ...place };
  const [attachment] = listOf(activity.attachments);
  if (attachment !== undefined) return { type: 'attachment', what: kindOf(attachment.contentType) };
  return { type: 'text', text: typeof text === 'string' ? text : '' };
}

/** schema.org's Place or GeoCoordinates, which connectors make of a shared location. */
function placeOf(entity: Fields): { readonly latitude: number; readonly longitude: number }[] {
  const { latitude, longitude } = entity.type === 'Place' ? (fieldsOf(entity.geo) ?? {}) : entity;
  if (entity.type !== 'Place' && entity.type !== 'GeoCoordinates') return [];
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return [];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [{ latitude, longitude }] : [];
}

function kindOf(type: unknown): 'voice' | 'image' | 'file' {
  if (typeof type !== 'string') return 'file';
  if (type.startsWith('audio/')) return 'voice';
  return type.startsWith('image/') ? 'image' : 'file';
}

function isBot(activity: Fields): boolean {
  const from = fieldsOf(activity.from);
  return from?.role === 'bot' || from?.id === fieldsOf(activity.recipient)?.id;
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf).filter((item) => item !== undefined) : [];
}
