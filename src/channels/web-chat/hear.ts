// Takes from a client's activity what the line needs, and makes the echo. Drops the rest: local time, time zone, names; of
// entities it reads a place, which no echo repeats.
// Must not know routes or the store.

import type { Content } from '../../model/update.ts';
import { type Activity, BOT } from './activity.ts';
import { type Fields, fieldsOf } from './guarded-json.ts';
import { isOptionId } from './option-id.ts';
import { type Point, pointIn } from './place.ts';
import { badArgument } from './refusal.ts';

/** A message worth a turn. `echo` lacks only what the server adds. */
export type Said = {
  readonly content: Content;
  /** The client's own id of this message; the same twice is one message. */
  readonly clientId?: string;
  readonly language?: string;
  readonly echo: Omit<Activity, 'id' | 'timestamp' | 'conversation'>;
};

/** Reads an activity; null for typing, events and all else that needs no answer. Throws Refusal 400 for a wrong shape. */
export function hear(body: unknown): Said | null {
  const activity = fieldsOf(body);
  if (activity === undefined) throw badArgument('The body is not an activity.');
  const type = text(activity, 'type', 50);
  if (type === undefined || type === '') throw badArgument('The activity has no type.');
  const from = object(activity, 'from');
  const data = object(activity, 'channelData');
  const clientId = text(data, 'clientActivityID', 256);
  const words = text(activity, 'text', Number.POSITIVE_INFINITY);
  const attachments = list(activity, 'attachments');
  const place = pointIn(list(activity, 'entities'));
  if (type !== 'message') return null;

  const value = activity.value;
  if (words === undefined && value === undefined && place === undefined && attachments.length === 0) {
    throw badArgument('The message has neither text nor value nor a place nor attachments.');
  }
  const language = languageTag(text(activity, 'locale', 1_000));
  return {
    content: contentOf(words, value, place, attachments),
    ...(clientId !== undefined && { clientId }),
    ...(language !== undefined && { language }),
    echo: {
      type: 'message',
      channelId: 'webchat',
      from: { id: speaker(from), role: 'user' },
      text: words ?? '',
      textFormat: 'plain',
      ...(language !== undefined && { locale: language }),
      ...(typeof value === 'string' && isOptionId(value) && { value }),
      channelData: keptData(data, clientId),
    },
  };
}

/** The tag if it looks like BCP 47, e.g. `ar` or `uk-UA`; a page may send anything. */
export function languageTag(tag: unknown): string | undefined {
  return typeof tag === 'string' && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$/.test(tag) ? tag : undefined;
}

function contentOf(
  words: string | undefined,
  value: unknown,
  place: Point | undefined,
  attachments: readonly unknown[],
): Content {
  if (typeof value === 'string' && isOptionId(value)) return { type: 'press', option: value };
  if (words !== undefined && isOptionId(words)) return { type: 'press', option: words };
  if (words !== undefined && words.trim() !== '') return { type: 'text', text: words };
  if (place !== undefined) return { type: 'location', ...place };
  if (attachments.length > 0) return { type: 'attachment', what: kindOf(attachments[0]) };
  return { type: 'text', text: words ?? (typeof value === 'string' ? value : '') };
}

function kindOf(attachment: unknown): 'voice' | 'image' | 'file' {
  const type = fieldsOf(attachment)?.contentType;
  if (typeof type !== 'string') return 'file';
  if (type.startsWith('audio/')) return 'voice';
  return type.startsWith('image/') ? 'image' : 'file';
}

/** Nobody speaks under the line's own name. */
function speaker(from: Fields): string {
  const id = text(from, 'id', 200);
  return id === undefined || id === '' || id.toLowerCase() === BOT ? 'person' : id;
}

/** What clients look for in their own echo: WebChat matches `clientActivityID` and draws a tap from the other two. */
function keptData(data: Fields, clientId: string | undefined): object {
  const shown = fieldsOf(data.messageBack)?.displayText;
  return {
    ...(clientId !== undefined && { clientActivityID: clientId }),
    ...(data.postBack === true && { postBack: true }),
    ...(typeof shown === 'string' && { messageBack: { displayText: shown } }),
  };
}

function text(fields: Fields, name: string, longest: number): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value.length > longest)
    throw badArgument(`${name} is not a fitting text.`);
  return value;
}

function object(fields: Fields, name: string): Fields {
  const value = fields[name];
  if (value === undefined || value === null) return {};
  const inner = fieldsOf(value);
  if (inner === undefined) throw badArgument(`${name} is not an object.`);
  return inner;
}

function list(fields: Fields, name: string): readonly unknown[] {
  const value = fields[name];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw badArgument(`${name} is not a list.`);
  return value;
}
