// The data-protection page is what the settings in force make it, and claims nothing that nobody can hold.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { privacyFacts } from '../../src/operator/privacy-facts.ts';
import { privacyPage } from '../../src/operator/privacy-page.ts';
import { DOCUMENTED, documentedSettings, IN_FORCE, privacySettings } from '../../src/privacy-settings.ts';
import { defaultLine, ROOT } from '../line/default-line.ts';

const line = defaultLine();
const KEY = Buffer.alloc(32, 7).toString('base64');
const page = (environment: Record<string, string>, changed = {}) =>
  privacyPage(privacyFacts(privacySettings(readConfig(environment), { ...line, ...changed })), IN_FORCE);
const docs = (file: string) => readFileSync(join(ROOT, 'docs', file), 'utf8');

test('docs/privacy.md is that of `npm run privacy`', () => {
  const facts = privacyFacts(documentedSettings(line, readConfig({})));
  expect(docs('privacy.md')).toBe(privacyPage(facts, DOCUMENTED));
});

test('settings in force change what the page says', () => {
  const plain = page({});
  expect(plain).toContain('gone when it stops | 24 hours after the last message | sealed |');
  expect(plain).not.toContain("Redis' disk");
  expect(plain).toContain('| `telegram` | off |');
  expect(plain).toContain('**Nobody is named yet.**');
  expect(plain).toContain('No traces are sent.');

  const other = page(
    {
      REDIS_URL: 'redis://127.0.0.1',
      STATE_KEY: KEY,
      RETENTION_HOURS: '240',
      TELEGRAM_BOT_TOKEN: '1:secret-of-the-bot',
      TELEGRAM_API_ROOT: 'https://bots.example',
      WEBCHAT_ORIGINS: 'https://partner.example',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://traces.example',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-key=secret-of-the-collector',
    },
    { brand: { ...line.brand, controller: 'Example Organisation, Example Street 1' } },
  );
  for (const said of [
    'Conversations are forgotten 240 hours',
    '10 days after the last message',
    "Redis' disk",
    '| `telegram` | on | Telegram (bots.example) |',
    'the pages of https://partner.example',
    'Traces of turns go to traces.example',
    'Example Organisation, Example Street 1.',
  ])
    expect(other).toContain(said);
  expect(other).not.toMatch(/secret-of|Nobody is named/);
});

test('nothing is claimed that nobody can hold', () => {
  for (const text of [page({}), docs('privacy.md'), docs('dpia-template.md'), docs('operations.md')]) {
    expect(text).not.toMatch(
      /anonym|GDPR[- ]compliant|compl(ies|iant) with the GDPR|histor[^.]{0,20}erased|no data can be lost/i,
    );
  }
});

test('the words to write are there in every language of the line', () => {
  const { words } = privacyFacts(privacySettings(readConfig({}), line));
  expect(words.map(({ language }) => language)).toEqual(line.languages.map(({ name }) => name));
  for (const { see, erase, stop } of words) for (const word of [see, erase, stop]) expect(word).not.toBe('–');
});

test('the template asks about every threat, and names its measure and what remains', () => {
  const template = docs('dpia-template.md');
  for (let n = 1; n <= 11; n += 1) expect(template).toMatch(new RegExp(`^\\| T${n} \\|([^|]+\\|){5,}`, 'm'));
});
