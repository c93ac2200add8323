// What a person does on Telegram, as updates. Ids and names are invented.

import type { Act } from '../far-side.ts';
import type { Json } from './bot-api.ts';

let nextMessage = 1_000;

export function from(chat: number, language?: string): Json {
  return { id: chat, is_bot: false, first_name: 'Person', ...(language && { language_code: language }) };
}

export function message(chat: number, content: Json, language?: string): Json {
  nextMessage += 1;
  return {
    message: {
      message_id: nextMessage,
      date: 1_795_000_000,
      from: from(chat, language),
      chat: { id: chat, type: 'private', first_name: 'Person' },
      ...content,
    },
  };
}

export const says = (chat: number, text: string, language?: string) => message(chat, { text }, language);

export function taps(chat: number, shown: Json, data: string, language?: string): Json {
  nextMessage += 1;
  return {
    callback_query: {
      id: `${nextMessage}`,
      from: from(chat, language),
      message: shown,
      chat_instance: '1',
      data,
    },
  };
}

const FILE = { file_id: 'invented', file_unique_id: 'invented', file_size: 10 };

export const ATTACHED: Readonly<Record<string, Json>> = {
  voice: { voice: { ...FILE, duration: 3, mime_type: 'audio/ogg' } },
  image: { photo: [{ ...FILE, width: 90, height: 90 }] },
  file: { document: { ...FILE, file_name: 'paper.pdf', mime_type: 'application/pdf' } },
  sticker: {
    sticker: { ...FILE, type: 'regular', width: 512, height: 512, is_animated: false, is_video: false },
  },
  contact: { contact: { phone_number: '+000000000', first_name: 'Person' } },
  other: { poll: { id: '1', question: '?', options: [], total_voter_count: 0 } },
};

export function updateOf(chat: number, act: Act, language?: string): Json {
  switch (act.type) {
    case 'text':
      return says(chat, act.text, language);
    case 'tap': {
      const shown = act.piece.raw as Json;
      const buttons: Json[] = shown['reply_markup'].inline_keyboard.flat();
      return taps(chat, shown, buttons.find(({ text }) => text === act.label)?.['callback_data'], language);
    }
    case 'location':
      return message(
        chat,
        { location: { latitude: act.latitude, longitude: act.longitude, horizontal_accuracy: 20 } },
        language,
      );
    case 'attachment':
      return message(chat, ATTACHED[act.what] as Json, language);
    case 'open': {
      const text = act.topic === undefined ? '/start' : `/start ${act.topic.replace('.', '-')}`;
      const entities = [{ type: 'bot_command', offset: 0, length: 6 }];
      return message(chat, { text, entities }, language);
    }
    default:
      return act satisfies never;
  }
}
