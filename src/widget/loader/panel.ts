// The panel that holds the frame: created at the first opening, with its own close button until the chat has one.
// Must not know what is said inside.

import { draw, drawIcon } from './draw.ts';
import { PANEL_ID } from './launcher.ts';
import type { Setting } from './setting.ts';

const CROSS = 'M6 6l12 12M18 6L6 18';
const PATIENCE = 20_000;

/** An empty, closed panel. */
export function makePanel(setting: Setting, close: () => void) {
  const { words, language } = setting;
  let frame: HTMLIFrameElement | undefined;

  const say = draw('p', { role: 'status' });
  const link = draw(
    'a',
    { href: setting.page, target: '_blank', rel: 'noopener noreferrer', hidden: '' },
    words.page,
  );
  const shut = draw('button', { type: 'button', class: 'shut', 'aria-label': words.close }, drawIcon(CROSS));
  shut.addEventListener('click', close);
  const waiting = draw('div', { class: 'waiting', lang: language, dir: words.direction }, shut, say, link);
  const element = draw('dialog', { id: PANEL_ID, 'aria-label': words.title, lang: language }, waiting);

  const fail = () => {
    if (waiting.hidden) return;
    say.textContent = words.failed;
    link.hidden = false;
  };

  return {
    element,
    frame: () => frame?.contentWindow ?? null,
    load() {
      if (frame) return;
      say.textContent = words.loading;
      frame = draw('iframe', { title: words.title, referrerpolicy: 'no-referrer', class: 'away' });
      // The fragment tells the chat whom to answer; it is never sent to a server.
      frame.src = `${setting.page}#${encodeURIComponent(location.origin)}`;
      frame.addEventListener('load', () => setTimeout(fail, 5000), { once: true });
      setTimeout(fail, PATIENCE);
      element.append(frame);
    },
    isReady: () => waiting.hidden,
    ready() {
      waiting.hidden = true;
      frame?.classList.remove('away');
    },
    focus() {
      if (waiting.hidden) frame?.focus();
      else shut.focus();
    },
    drop() {
      frame?.remove();
    },
  };
}
