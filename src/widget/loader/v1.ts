// The one script a partner embeds: reads its own tag and puts the launcher into the page.
// Makes no request, keeps nothing, and knows nothing of conversations.

import { readSetting } from './setting.ts';
import { showWidget } from './widget.ts';

const tag = document.currentScript;
const alreadyHere = document.querySelector('waypost-chat') !== null;

if (tag instanceof HTMLScriptElement && !alreadyHere) {
  const setting = readSetting(tag);
  if (document.body) showWidget(setting);
  else addEventListener('DOMContentLoaded', () => showWidget(setting), { once: true });
}
