// Builds the browser side into dist/widget: loader, chat, one page per language, the demo page.
// Must not know the line: what belongs to one line is substituted by the server (`__SITE_JSON__`, `__CONTACTS__`).
// `node src/widget/build.js [folder]`

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fill, safeJson } from './pages/fill.js';

const here = dirname(fileURLToPath(import.meta.url));
const locales = resolve(here, '../../locales');
const out = resolve(process.argv[2] ?? resolve(here, '../../dist/widget'));

const readJson = (/** @type {string} */ path) => JSON.parse(readFileSync(path, 'utf8'));

/** Every language that has words for the widget, with its own name and direction. */
function readLanguages() {
  return readdirSync(locales, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: code }) => {
      try {
        const { launcher, ...words } = readJson(join(locales, code, 'widget.json'));
        const { name, direction } = readJson(join(locales, code, 'language.json'));
        return [{ code, name, direction, launcher, words, demo: readJson(join(locales, code, 'demo.json')) }];
      } catch (error) {
        if (error.code === 'ENOENT') return [];
        throw error;
      }
    })
    .sort((a, b) => Number(b.code === 'en') - Number(a.code === 'en') || a.code.localeCompare(b.code));
}

async function bundle(languages) {
  const launchers = Object.fromEntries(
    languages.map(({ code, direction, launcher }) => [code, { ...launcher, direction }]),
  );
  const common = { bundle: true, minify: true, charset: 'utf8', target: ['es2022', 'safari16'] };
  await build({
    ...common,
    entryPoints: { v1: join(here, 'loader/v1.ts') },
    outdir: out,
    format: 'iife',
    define: { LAUNCHER_WORDS: JSON.stringify(launchers) },
  });
  await build({
    ...common,
    entryPoints: {
      chat: join(here, 'chat/start.tsx'),
      'chat-look': join(here, 'look/chat.css'),
      demo: join(here, 'look/demo.css'),
    },
    outdir: out,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
}

/** What the chat reads from its page; the server fills in the site. */
function dataBlocks(words) {
  const block = (id, json) => `<script type="application/json" id="${id}">${json}</script>`;
  return [block('site', '__SITE_JSON__'), block('words', safeJson(words))].join('\n');
}

function writePages(languages) {
  const version = (file) =>
    createHash('sha256')
      .update(readFileSync(join(out, file)))
      .digest('hex')
      .slice(0, 10);
  const stamps = { 'chat-js': version('chat.js'), 'chat-css': version('chat-look.css') };
  const chat = readFileSync(join(here, 'pages/chat.html'), 'utf8');
  const demo = readFileSync(join(here, 'pages/demo.html'), 'utf8');
  mkdirSync(join(out, 'strings'), { recursive: true });
  for (const language of languages) {
    const { code, direction, words, launcher } = language;
    const values = { ...words, ...stamps, lang: code, dir: direction, title: launcher.title };
    writeFileSync(join(out, 'strings', `${code}.json`), JSON.stringify(words));
    writeFileSync(join(out, `chat.${code}.html`), fill(chat, values, { data: dataBlocks(words) }));
    const links = languages
      .map((other) =>
        fill(
          '<li><a href="/?lang=[[code]]" lang="[[code]]" dir="[[direction]]"[[[here]]]>[[name]]</a></li>',
          other,
          {
            here: other.code === code ? ' aria-current="true"' : '',
          },
        ),
      )
      .join('');
    const page = fill(
      demo,
      { ...language.demo, ask: launcher.open, lang: code, dir: direction },
      { languages: links },
    );
    writeFileSync(join(out, `index.${code}.html`), page);
    if (code === 'en') writeFileSync(join(out, 'index.html'), page);
  }
  const list = languages.map(({ code, name, direction }) => ({ code, name, direction }));
  writeFileSync(join(out, 'languages.json'), JSON.stringify(list));
}

rmSync(out, { recursive: true, force: true });
const languages = readLanguages();
await bundle(languages);
writePages(languages);
