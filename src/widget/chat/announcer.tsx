// The one live region for answers, outside the visible transcript: each answer is put in once and taken out again, so
// that nothing is read twice. Must not know the transcript.

import { useEffect, useRef } from 'preact/hooks';
import type { Message } from '../line/activity.ts';

const READ_WITHIN = 2000;

export type Announce = (message: Message, urgent: string) => void;

/** `bind` receives the function that announces. */
export function Announcer({ label, bind }: { label: string; bind(announce: Announce): void }) {
  const log = useRef<HTMLDivElement>(null);
  useEffect(() => {
    bind((message, urgent) => {
      const line = document.createElement('p');
      if (message.language) line.lang = message.language;
      line.dir = message.direction;
      const choices = message.choices.map((choice) => choice.label).join(', ');
      line.textContent = [message.urgent ? `${urgent}: ` : '', message.text, choices && `\n${choices}`].join(
        '',
      );
      log.current?.append(line);
      setTimeout(() => line.remove(), READ_WITHIN);
    });
  }, [bind]);
  return (
    <div
      ref={log}
      class="unseen"
      role="log"
      aria-live="polite"
      aria-relevant="additions"
      aria-label={label}
    />
  );
}
