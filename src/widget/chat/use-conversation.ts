// Ties one conversation to the page: its view as state, and the moments when it should try again. Must not know how it looks.

import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Message } from '../line/activity.ts';
import { Conversation, type View } from '../line/conversation.ts';
import type { Memory } from '../memory.ts';

const NOTHING: View = { connection: 'starting', entries: [], unsent: [], typing: false };

/** `language` and `news` are asked when needed, so they may change. */
export function useConversation(
  memory: Memory,
  topic: string | null,
  language: () => string,
  news: (message: Message) => void,
): readonly [Conversation, View] {
  const [view, setView] = useState<View>(NOTHING);
  const conversation = useMemo(
    () => new Conversation(memory, { language, topic }, { changed: setView, news }),
    [],
  );
  useEffect(() => {
    conversation.start();
    const wake = () => conversation.wake();
    const seen = () => document.visibilityState === 'visible' && conversation.wake();
    const sleep = () => conversation.sleep();
    addEventListener('online', wake);
    addEventListener('offline', sleep);
    addEventListener('pageshow', wake);
    document.addEventListener('visibilitychange', seen);
    return () => {
      removeEventListener('online', wake);
      removeEventListener('offline', sleep);
      removeEventListener('pageshow', wake);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [conversation]);
  return [conversation, view];
}
