// Shows the button that shares a location, and takes it away when the talk goes on: a keyboard stays on the phone otherwise.
// Must not know why the location is wanted.

import type { Call } from './call.ts';
import { drawLocationButton } from './draw.ts';
import type { Words } from './words.ts';

export type LocationButtons = {
  /** Resolves in any case: the question stands without it. */
  show(chat: string, words: Words): Promise<void>;
  clear(chat: string): void;
};

const TIMEOUT = { timeout: 4_000 };
/** Most chats remembered; the keyboard of a forgotten one goes when it is used. */
const MOST = 10_000;

export function createLocationButtons(call: Call): LocationButtons {
  const shown = new Map<string, number>();
  return {
    async show(chat, words) {
      const drawn = drawLocationButton(words);
      if (drawn === null) return;
      const payload = { chat_id: Number(chat), ...drawn };
      const answer = await call<{ readonly message_id?: unknown }>('sendMessage', payload, TIMEOUT);
      const message = answer.ok ? answer.result?.message_id : undefined;
      if (typeof message === 'number' && shown.size < MOST) shown.set(chat, message);
    },
    clear(chat) {
      const message = shown.get(chat);
      if (message === undefined) return;
      shown.delete(chat);
      void call('deleteMessage', { chat_id: Number(chat), message_id: message }, TIMEOUT);
    },
  };
}
