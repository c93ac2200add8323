// Launcher and panel in the partner's page: open, close, unread, leave. Must not know what is said inside.

import { readToLoader, sealed, type ToChat } from '../frame-message.ts';
import { blank, onShiftThrice } from '../quick-exit.ts';
import { draw } from './draw.ts';
import { makeLauncher } from './launcher.ts';
import { launcherLook } from './launcher-look.ts';
import { makePanel } from './panel.ts';
import type { Setting } from './setting.ts';
import { fitToScreen, isSmall, onSmallChange } from './small-screen.ts';

/** Puts the closed widget into the page. */
export function showWidget(setting: Setting): void {
  const host = document.createElement('waypost-chat');
  const root = host.attachShadow({ mode: setting.test ? 'open' : 'closed' });
  root.adoptedStyleSheets = [launcherLook(setting)];
  const launcher = makeLauncher(setting.words, setting.language, toggle);
  const panel = makePanel(setting, close);
  const pageDirection = getComputedStyle(document.body).direction;
  root.append(draw('div', { dir: pageDirection }, panel.element, launcher.element));
  document.body.append(host);

  let stopShift = () => {};
  let unfit = () => {};

  // Before the chat is there, the frame's window still belongs to the partner's page.
  const tell = (message: ToChat) => {
    if (panel.isReady()) panel.frame()?.postMessage(sealed(message), setting.host);
  };

  function show() {
    const small = isSmall();
    if (small) panel.element.showModal();
    else panel.element.show();
    unfit = small ? fitToScreen(panel.element) : () => {};
  }

  function hide() {
    panel.element.close();
    unfit();
  }

  function open() {
    panel.load();
    show();
    launcher.setOpen(true);
    stopShift = onShiftThrice(leave);
    panel.focus();
    tell({ type: 'opened' });
  }

  function close() {
    if (!panel.element.open) return;
    hide();
    stopShift();
    launcher.setOpen(false);
    launcher.element.focus();
    tell({ type: 'closed' });
  }

  function toggle() {
    if (panel.element.open) close();
    else open();
  }

  function leave() {
    blank();
    panel.drop();
    location.replace(setting.exit);
  }

  addEventListener('message', (event) => {
    if (event.origin !== setting.host || !panel.frame() || event.source !== panel.frame()) return;
    const message = readToLoader(event.data);
    switch (message?.type) {
      case undefined:
        return;
      case 'ready':
        panel.ready();
        if (panel.element.open) {
          panel.focus();
          tell({ type: 'opened' });
        }
        return;
      case 'close':
        return close();
      case 'leave':
        return leave();
      case 'unread':
        return launcher.setUnread(panel.element.open ? 0 : message.count);
      default:
        return message satisfies undefined;
    }
  });

  // Escape, and the back gesture of a phone, reach a modal dialog as `cancel`.
  panel.element.addEventListener('cancel', (event) => {
    event.preventDefault();
    close();
  });
  root.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key === 'Escape') close();
  });
  onSmallChange(() => {
    if (!panel.element.open) return;
    hide();
    show();
  });
}
