// Starts the chat in its page, framed or alone.

import { render } from 'preact';
import { openMemory } from '../memory.ts';
import { Chat } from './chat.tsx';
import { fitToKeyboard } from './fit.ts';
import { framed } from './frame.ts';
import { readBlock, readSite } from './site.ts';
import { paint } from './theme.ts';
import type { Words } from './words.ts';

const site = readSite();
const query = new URLSearchParams(location.search);
const place = document.getElementById('chat');

document.title = site.name;
document.documentElement.classList.toggle('alone', !framed);
if (!framed) fitToKeyboard();
paint(site.colour);
if (place) {
  const memory = openMemory(site.site || (query.get('site') ?? ''));
  render(
    <Chat site={site} memory={memory} topic={query.get('topic')} first={readBlock('words') as Words} />,
    place,
  );
}
