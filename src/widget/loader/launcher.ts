// The round-cornered button that opens and closes the chat. Must not know the panel.

import { draw, drawIcon } from './draw.ts';
import type { LauncherWords } from './setting.ts';

const SPEECH = 'M4 5h16v11H10l-5 4v-4H4zM8 9h8M8 12.5h5';

export const PANEL_ID = 'panel';

/** The launcher and the two things that change on it. */
export function makeLauncher(words: LauncherWords, language: string, pressed: () => void) {
  const label = draw('span', { lang: language, dir: words.direction }, words.open);
  const dot = draw('span', { class: 'dot', hidden: '' });
  const element = draw(
    'button',
    {
      type: 'button',
      class: 'launcher',
      'aria-expanded': 'false',
      'aria-controls': PANEL_ID,
      'aria-haspopup': 'dialog',
    },
    drawIcon(SPEECH),
    label,
    dot,
  );
  element.addEventListener('click', pressed);
  return {
    element,
    setOpen(open: boolean) {
      element.setAttribute('aria-expanded', String(open));
      label.textContent = open ? words.close : words.open;
      dot.hidden = true;
    },
    setUnread(count: number) {
      dot.hidden = count === 0;
      if (count > 0) label.textContent = words.unread;
    },
  };
}
