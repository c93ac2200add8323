// The pages of the web chat: demo page, chat page, loader and what they need. Built beforehand into dist/widget; what belongs
// to one line is written in here. Must not know what is said in the chat.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { LanguageCode } from '../../model/language.ts';
import type { Line } from '../../model/line.ts';

export type PagesOptions = {
  /** Folder of the built widget, e.g. `dist/widget`. */
  readonly folder: string;
  /** The line as it is now; content may change while the server runs. */
  readonly line: () => Line;
  /** Partners that may show the chat in a frame. */
  readonly origins: readonly string[];
  /** Other ways to reach the line, for people without JavaScript. */
  readonly contacts: readonly { readonly label: string; readonly href: string }[];
};

/** Nothing inline, nothing from elsewhere; the chat talks only to its own origin, whose sockets older Safari does not count to it. */
function contentPolicy(host: string): string {
  const sockets = /^[\w.-]+(:\d+)?$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Neutral, so that the page a person lands on after a quick exit tells nothing. */
const EXIT = 'https://www.wikipedia.org/';

/** Adds the routes; without a built widget they answer 503 with a sentence on how to build it. */
export function addPages(app: FastifyInstance, options: PagesOptions): void {
  const { folder, line } = options;
  app.register(fastifyStatic, {
    root: folder,
    prefix: '/widget/',
    index: false,
    cacheControl: false,
    // The loader keeps its name for ever; chat.js and chat-look.css are asked for with the hash of their content.
    setHeaders: (response, path) => {
      const hashed = path.endsWith('/chat.js') || path.endsWith('/chat-look.css');
      const age = hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=300';
      response.header('cache-control', age);
      response.header('cross-origin-resource-policy', 'cross-origin');
    },
  });

  app.get('/', async (request, reply) => {
    page(request, reply, "frame-ancestors 'none'");
    return readPage(reply, folder, 'index', wantedLanguage(request, line()));
  });

  app.get('/chat', async (request, reply) => {
    page(request, reply, `frame-ancestors ${["'self'", ...options.origins].join(' ')}`);
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=()');
    const html = readPage(reply, folder, 'chat', wantedLanguage(request, line()));
    return html
      .replace('__SITE_JSON__', () => siteJson(line(), siteOf(request), options))
      .replace('__CONTACTS__', () => contactList(options.contacts));
  });
}

function page(request: FastifyRequest, reply: FastifyReply, ancestors: string): void {
  reply.type('text/html; charset=utf-8');
  reply.headers({
    'content-security-policy': `${contentPolicy(request.host)}; ${ancestors}`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
}

function readPage(reply: FastifyReply, folder: string, name: string, language: LanguageCode): string {
  const file = join(folder, `${name}.${language}.html`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const source = join(folder, `${name}.en.html`);
  if (existsSync(source)) return readFileSync(source, 'utf8');
  reply.code(503);
  return '<!doctype html><title>Waypost</title><p>The pages are not built yet. Run: npm run build</p>';
}

/** `?lang=`, else what the browser prefers, else the line's own. Only languages of the line are ever used in a file name. */
function wantedLanguage(request: FastifyRequest, line: Line): LanguageCode {
  const codes = line.languages.map(({ code }) => code);
  const asked = (request.query as Readonly<Record<string, unknown>>)['lang'];
  const preferred = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((entry) => entry.split(';')[0]?.trim() ?? '');
  for (const wanted of [typeof asked === 'string' ? asked : '', ...preferred]) {
    const lower = wanted.toLowerCase();
    const code = codes.find((one) => one === lower) ?? codes.find((one) => one === lower.split('-')[0]);
    if (code) return code;
  }
  return line.fallback;
}

function siteJson({ brand, languages }: Line, site: string, options: PagesOptions): string {
  const facts = {
    site,
    name: brand.name,
    tagline: brand.tagline,
    colour: brand.colour,
    languages: languages.map(({ code, name, direction }) => ({ code, name, direction })),
    exit: EXIT,
    contacts: options.contacts,
  };
  return JSON.stringify(facts).replaceAll('<', '\\u003c');
}

/** The partner's key from the script tag; it keeps what two partners' pages remember apart. */
function siteOf(request: FastifyRequest): string {
  const { site } = request.query as Readonly<Record<string, unknown>>;
  return typeof site === 'string' && /^[\w-]{1,40}$/.test(site) ? site : 'default';
}

function contactList(contacts: PagesOptions['contacts']): string {
  return contacts
    .map(({ label, href }) => `<li><a href="${escaped(href)}">${escaped(label)}</a></li>`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
