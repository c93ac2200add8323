// The head of the chat. Quick exit comes first in the tab order and never goes away. Must not know the menu's content.

import type { Ref } from 'preact';
import { Icon } from './icon.tsx';
import { useWords } from './words.ts';

type Props = {
  name: string;
  tagline: string | undefined;
  menuOpen: boolean;
  menuButton: Ref<HTMLButtonElement>;
  toggleMenu(): void;
  /** Absent where there is nothing to close. */
  close: (() => void) | null;
  leave(): void;
};

export function Header(props: Props) {
  const t = useWords();
  return (
    <header>
      <div class="bar">
        <button type="button" class="exit" onClick={props.leave}>
          <Icon name="exit" turns />
          <span>
            <span class="unseen">{t('exit-prefix')} </span>
            {t('exit')}
          </span>
        </button>
        <button
          ref={props.menuButton}
          type="button"
          class="sign"
          aria-label={props.menuOpen ? t('menu-close') : t('menu')}
          aria-expanded={props.menuOpen}
          aria-controls="menu"
          onClick={props.toggleMenu}
        >
          <Icon name={props.menuOpen ? 'back' : 'menu'} turns />
        </button>
        {props.close ? (
          <button type="button" class="sign" aria-label={t('close')} onClick={props.close}>
            <Icon name="cross" />
          </button>
        ) : null}
      </div>
      <div class="brand">
        <h1>
          <bdi>{props.name}</bdi>
        </h1>
        {props.tagline ? <p>{props.tagline}</p> : null}
      </div>
    </header>
  );
}
