// One thing said, drawn with text nodes only. Must not know the conversation.

import type { ComponentChildren } from 'preact';
import type { Message } from '../line/activity.ts';
import { Icon } from './icon.tsx';
import { onlyLink, type Paragraph, type Run, type Section, toSections } from './rich-text.ts';
import { useWords } from './words.ts';

function Piece({ run }: { run: Run }) {
  const t = useWords();
  const inner = run.bold ? <strong>{run.text}</strong> : run.text;
  if (run.href === null) return <>{inner}</>;
  if (/^tel:/i.test(run.href)) {
    return (
      <a href={run.href}>
        <bdi dir="ltr">{inner}</bdi>
      </a>
    );
  }
  if (/^mailto:/i.test(run.href)) {
    return (
      <a href={run.href}>
        <bdi>{inner}</bdi>
      </a>
    );
  }
  return (
    <a href={run.href} target="_blank" rel="noopener noreferrer">
      <bdi>{inner}</bdi>
      <span class="unseen"> ({t('new-tab')})</span>
    </a>
  );
}

function Lines({ lines, title, fine }: { lines: Paragraph; title: boolean; fine: boolean }) {
  return (
    <div class={fine ? 'fine' : 'block'}>
      {lines.map((line, index) => {
        const titled = title && index === 0;
        const link = titled || fine ? null : onlyLink(line);
        return (
          <p key={index} class={titled ? 'title' : link ? 'contact' : undefined}>
            {link ? <Icon name={link} turns={link === 'https'} /> : null}
            <span>
              {line.map((run, position) => (
                <Piece key={position} run={run} />
              ))}
            </span>
          </p>
        );
      })}
    </div>
  );
}

/** A titled section is a card; its last paragraph says where we know it from, in small. */
function SectionView({ section: { titled, paragraphs } }: { section: Section }) {
  const last = paragraphs.length - 1;
  return (
    <div class={titled ? 'card' : 'plain-text'}>
      {paragraphs.map((lines, index) => (
        <Lines
          key={index}
          lines={lines}
          title={titled && index === 0}
          fine={titled && last > 1 && index === last}
        />
      ))}
    </div>
  );
}

/** `who` is read out before the text; `children` are the choices below. */
export function Bubble(props: { message: Message; who: string; children?: ComponentChildren }) {
  const t = useWords();
  const { message, who } = props;
  const language = message.language ? { lang: message.language } : {};
  return (
    <li class={`said ${message.from}`} data-id={message.id}>
      <div class={message.urgent ? 'bubble urgent' : 'bubble'} {...language} dir={message.direction}>
        <span class="unseen">{who}: </span>
        {message.urgent ? (
          <p class="flag">
            <Icon name="alert" />
            <span>{t('urgent')}</span>
          </p>
        ) : null}
        {toSections(message.text, message.marks).map((section, index) => (
          <SectionView key={index} section={section} />
        ))}
      </div>
      {props.children}
    </li>
  );
}
