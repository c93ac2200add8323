// Choices below a message: a toolbar with one tab stop for a few, a list that can be folded for many. Old ones still work.
// Must not know what a choice means.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { Choice, Message } from '../line/activity.ts';
import { Icon } from './icon.tsx';
import { useWords } from './words.ts';

const FEW = 6;

type Props = { message: Message; newest: boolean; choose(choice: Choice): void };

function Chosen() {
  const t = useWords();
  return (
    <>
      <Icon name="check" />
      <span class="unseen"> ({t('chosen')})</span>
    </>
  );
}

function Toolbar({ message, choose }: Props) {
  const t = useWords();
  const [stop, setStop] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const bar = useRef<HTMLDivElement>(null);

  function move(event: KeyboardEvent) {
    const rtl = bar.current ? getComputedStyle(bar.current).direction === 'rtl' : false;
    const last = message.choices.length - 1;
    const steps: Record<string, number> = {
      ArrowRight: stop + (rtl ? -1 : 1),
      ArrowLeft: stop + (rtl ? 1 : -1),
      ArrowDown: stop + 1,
      ArrowUp: stop - 1,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const to = (next + last + 1) % (last + 1);
    setStop(to);
    bar.current?.querySelectorAll('button')[to]?.focus();
  }

  return (
    <div ref={bar} class="choices few" role="toolbar" aria-label={t('choices')} onKeyDown={move}>
      {message.choices.map((choice, index) => (
        <button
          key={choice.id}
          type="button"
          tabIndex={index === stop ? 0 : -1}
          onFocus={() => setStop(index)}
          onClick={() => {
            setChosen(choice.id);
            choose(choice);
          }}
        >
          <bdi>{choice.label}</bdi>
          {chosen === choice.id ? <Chosen /> : null}
        </button>
      ))}
    </div>
  );
}

function Rows({ message, newest, choose }: Props) {
  const t = useWords();
  const [open, setOpen] = useState(newest);
  const [chosen, setChosen] = useState<string | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!newest && !box.current?.contains(document.activeElement)) setOpen(false);
  }, [newest]);
  return (
    <div ref={box} class="choices many">
      <button ref={opener} type="button" class="opener" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span>{message.listButton ?? t('choices-open')}</span>
        <Icon name="down" />
      </button>
      {open ? (
        <ul aria-label={t('choices')}>
          {message.choices.map((choice) => (
            <li key={choice.id}>
              <button
                type="button"
                onClick={() => {
                  setChosen(choice.id);
                  setOpen(false);
                  opener.current?.focus();
                  choose(choice);
                }}
              >
                <bdi>{choice.label}</bdi>
                {chosen === choice.id ? <Chosen /> : null}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** `newest` opens a list at once. */
export function Choices(props: Props) {
  const { choices, draw, direction, language } = props.message;
  if (choices.length === 0) return null;
  const many = choices.length > FEW || (draw === 'list' && choices.length > 3);
  return (
    <div dir={direction} {...(language ? { lang: language } : {})}>
      {many ? <Rows {...props} /> : <Toolbar {...props} />}
    </div>
  );
}
