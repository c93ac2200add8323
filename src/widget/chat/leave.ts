// Leaving at once, seen from the chat: hide, forget, tell the line, go. Must not know how the button looks.

import type { Conversation } from '../line/conversation.ts';
import { blank } from '../quick-exit.ts';
import { framed, tellLoader } from './frame.ts';

const LOADER_WITHIN = 300;

/** Hides everything first; the partner's page then goes to its exit, this page to `exit`. */
export function leaveNow(conversation: Conversation, exit: string): void {
  blank();
  conversation.leave();
  if (!framed) {
    location.replace(exit);
    return;
  }
  tellLoader({ type: 'leave' });
  // A frame may move the top page only while the press is fresh; this is for a loader that does not answer.
  setTimeout(() => {
    try {
      window.top?.location.replace(exit);
    } catch {
      location.replace('about:blank');
    }
  }, LOADER_WITHIN);
}
