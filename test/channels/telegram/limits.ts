// Telegram's documented limits of `sendMessage`, and what this line has promised beyond them.

import type { Json } from './bot-api.ts';

/** What Telegram would refuse, or what must never be sent at all. */
export function violationsOf(payload: Json): readonly string[] {
  const found: string[] = [];
  const text = payload['text'];
  if (typeof text !== 'string' || text.trim() === '') found.push('message text is empty');
  else if (text.length > 4096) found.push('message is too long');
  if (payload['parse_mode'] !== undefined) found.push('a parse mode is fed with texts');
  for (const { offset, length, type, url } of payload['entities'] ?? []) {
    if (offset < 0 || length < 1 || offset + length > String(text).length)
      found.push('entity is out of the text');
    if (type === 'text_link' && !/^https?:\/\//.test(url)) found.push('Wrong HTTP URL in an entity');
    if (!['bold', 'text_link'].includes(type)) found.push(`unexpected entity ${type}`);
  }
  const markup = payload['reply_markup'] ?? {};
  const rows = markup['inline_keyboard'] ?? [];
  for (const { text: label, callback_data: data, ...others } of rows.flat()) {
    if (typeof label !== 'string' || label === '') found.push('BUTTON_TEXT_EMPTY');
    const bytes = Buffer.byteLength(String(data ?? ''));
    if (bytes < 1 || bytes > 64) found.push('BUTTON_DATA_INVALID');
    if (Object.keys(others).length > 0) found.push(`a button carries ${Object.keys(others)}`);
  }
  if (rows.some((row: Json[]) => row.length < 1 || row.length > 8) || rows.flat().length > 100) {
    found.push('reply markup is too long');
  }
  return found;
}
