// How launcher and panel look; a constructed sheet, because a partner's page may forbid inline styles.
// Must not know the chat's own look.

import type { Setting } from './setting.ts';

const SHEET = `
:host { all: initial }
* { box-sizing: border-box }
[hidden] { display: none !important }
.launcher, dialog { font: 500 16px/1.3 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif }
svg { inline-size: 24px; block-size: 24px; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round }
.launcher {
  position: fixed; z-index: 2147483646; inset-block-end: 20px; inset-inline-end: 20px;
  display: flex; align-items: center; gap: 10px; min-block-size: 56px; max-inline-size: calc(100vw - 40px);
  padding: 12px 22px 12px 18px; border: 2px solid var(--on); border-radius: 28px;
  background: var(--brand); color: var(--on); cursor: pointer;
  box-shadow: 0 6px 24px #0f1e1e40;
}
.launcher:dir(rtl) { padding: 12px 18px 12px 22px; font-size: 17px }
.launcher:hover { filter: brightness(1.08) }
.dot { inline-size: 12px; block-size: 12px; border-radius: 50%; background: #ffb703; border: 2px solid var(--on) }
:focus-visible { outline: 3px solid #1b1b1b; outline-offset: 2px; box-shadow: 0 0 0 6px #fff }
dialog {
  position: fixed; z-index: 2147483646; inset: auto; inset-block-end: 88px; inset-inline-end: 20px; margin: 0; padding: 0;
  inline-size: 400px; block-size: min(690px, 100vh - 108px); block-size: min(690px, 100dvh - 108px);
  border: 1px solid #1d2b2b33; border-radius: 18px; overflow: hidden; background: Canvas; color: CanvasText;
  color-scheme: light dark; box-shadow: 0 16px 48px #0f1e1e4d;
}
iframe { display: block; inline-size: 100%; block-size: 100%; border: 0 }
iframe.away { position: absolute; inset: 0; visibility: hidden }
.waiting { display: flex; flex-direction: column; gap: 16px; padding: 16px 20px }
.waiting a { color: LinkText; padding-block: 10px }
.shut { align-self: end; inline-size: 44px; block-size: 44px; padding: 10px; border: 0; border-radius: 10px; background: none; color: inherit; cursor: pointer }
dialog::backdrop { background: none }
@media (max-width: 640px), (max-height: 480px) {
  dialog { inset: 0; inline-size: 100vw; max-inline-size: none; block-size: 100vh; block-size: 100dvh; max-block-size: none; border: 0; border-radius: 0 }
  .launcher { inset-block-end: 16px; inset-inline-end: 16px }
}
@media (prefers-reduced-motion: no-preference) { .launcher { transition: filter .15s } }
@media print { .launcher, dialog { display: none } }
`;

/** The sheet with the site's colour. */
export function launcherLook({ colour, onColour }: Setting): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`:host { --brand: ${colour}; --on: ${onColour} }${SHEET}`);
  return sheet;
}
