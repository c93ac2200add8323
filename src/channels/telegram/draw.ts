// A part as the payload of `sendMessage`: text with entities, never a parse mode, so that no sign in it means anything.
// Must not know how it is sent.

import type { DrawnChoice, Mark, Part } from '../../model/part.ts';
import type { Words } from './words.ts';

export type Entity =
  | { readonly type: 'bold'; readonly offset: number; readonly length: number }
  | { readonly type: 'text_link'; readonly offset: number; readonly length: number; readonly url: string };

type Button = { readonly text: string; readonly callback_data: string };

export type Drawn = {
  readonly text: string;
  readonly entities?: readonly Entity[];
  readonly link_preview_options: { readonly is_disabled: true };
  readonly reply_markup?: object;
};

/** Telegram's limit for what a button carries. */
const DATA_BYTES = 64;
/** Two labels this short fit beside each other on a small phone. */
const SHORT_LABEL = 16;

export function drawPart(part: Part): Drawn {
  const entities = part.marks.flatMap((mark) => entityOf(mark, part.text));
  const rows = part.draw === 'none' || part.draw === 'numbered' ? [] : rowsOf(part.choices);
  return {
    text: part.text,
    ...(entities.length > 0 && { entities }),
    ...NO_PREVIEW,
    ...(rows.length > 0 && { reply_markup: { inline_keyboard: rows } }),
  };
}

/** What can be said if Telegram refuses ranges or buttons: words alone, the choices as numbered lines, which are understood too. */
export function drawPlain(part: Part, without: 'entities' | 'buttons'): Drawn {
  const drawn = drawPart(part);
  if (without === 'entities') {
    const { entities: _, ...plain } = drawn;
    return plain;
  }
  if (drawn.reply_markup === undefined) return drawn;
  const { reply_markup: _, ...plain } = drawn;
  const lines = part.choices.map(({ label }, at) => `${at + 1}. ${label}`);
  return { ...plain, text: `${part.text}\n\n${lines.join('\n')}` };
}

/**
 * The location button stands in a keyboard of its own kind, which cannot share a message with the choices.
 * Null when the line has no words for it.
 */
export function drawLocationButton(words: Words): Drawn | null {
  if (!words.location || !words.locationButton) return null;
  return {
    text: words.location,
    ...NO_PREVIEW,
    reply_markup: {
      keyboard: [[{ text: words.locationButton, request_location: true }]],
      resize_keyboard: true,
      one_time_keyboard: true,
    },
  };
}

const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

/** Telegram links the web only; it finds phone numbers and email addresses in the text by itself. */
function entityOf(mark: Mark, text: string): readonly Entity[] {
  const start = Math.max(0, mark.start);
  const length = Math.min(mark.start + mark.length, text.length) - start;
  if (length <= 0) return [];
  switch (mark.type) {
    case 'bold':
      return [{ type: 'bold', offset: start, length }];
    case 'link':
      return /^https?:/i.test(mark.href)
        ? [{ type: 'text_link', offset: start, length, url: mark.href }]
        : [];
    default:
      return mark satisfies never;
  }
}

function rowsOf(choices: readonly DrawnChoice[]): readonly (readonly Button[])[] {
  const buttons = choices
    .filter(({ id }) => id !== '' && Buffer.byteLength(id) <= DATA_BYTES)
    .map(({ id, label }) => ({ text: label, callback_data: id }));
  const perRow = buttons.every(({ text }) => text.length <= SHORT_LABEL) ? 2 : 1;
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += perRow) rows.push(buttons.slice(at, at + perRow));
  return rows;
}
