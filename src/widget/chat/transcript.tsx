// The visible conversation. It is no live region; announcer.tsx reads out. Must not know how things are sent.

import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Choice, Message } from '../line/activity.ts';
import type { View } from '../line/conversation.ts';
import type { Unsent } from '../line/outgoing.ts';
import { Bubble } from './bubble.tsx';
import { Choices } from './choices.tsx';
import { Icon } from './icon.tsx';
import { useScroll } from './use-scroll.ts';
import { useWords } from './words.ts';

type Props = {
  view: View;
  name: string;
  choose(choice: Choice): void;
  again(clientId: string): void;
  leave(): void;
  /** Stands before the first message. */
  children: ComponentChildren;
};

function asMessage({ clientId, text }: Unsent): Message {
  return {
    id: clientId,
    clientId,
    from: 'person',
    text,
    marks: [],
    language: null,
    direction: 'auto',
    draw: 'none',
    listButton: null,
    urgent: false,
    choices: [],
    erases: false,
    at: null,
  };
}

export function Transcript({ view, name, choose, again, leave, children }: Props) {
  const t = useWords();
  const box = useRef<HTMLElement>(null);
  const [below, toNewest] = useScroll(box, view);
  const last = view.entries.at(-1)?.id;
  return (
    <div class="transcript">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section ref={box} class="scroll" aria-label={t('conversation')} tabIndex={0}>
        {children}
        <ol class="entries">
          {view.entries.map((entry) => {
            if (entry.kind === 'note') {
              return (
                <li key={entry.id} class="note">
                  {t(entry.note)}
                </li>
              );
            }
            const { message } = entry;
            return (
              <Bubble key={entry.id} message={message} who={message.from === 'line' ? name : t('you')}>
                {message.urgent ? (
                  <button type="button" class="exit beside" onClick={leave}>
                    <Icon name="exit" turns />
                    <span>{t('exit')}</span>
                  </button>
                ) : null}
                <Choices message={message} newest={entry.id === last} choose={choose} />
              </Bubble>
            );
          })}
          {view.unsent.map((unsent) => (
            <Bubble key={unsent.clientId} message={asMessage(unsent)} who={t('you')}>
              {unsent.state === 'waiting' ? <p class="fate">{t('waiting-short')}</p> : null}
              {unsent.state === 'refused' ? (
                <p class="fate">
                  {t('refused')}{' '}
                  <button type="button" class="again" onClick={() => again(unsent.clientId)}>
                    {t('again')}
                  </button>
                </p>
              ) : null}
            </Bubble>
          ))}
        </ol>
      </section>
      {below ? (
        <button type="button" class="newest" aria-label={t('newest')} onClick={toNewest}>
          <Icon name="down" />
        </button>
      ) : null}
    </div>
  );
}
