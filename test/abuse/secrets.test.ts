// Every secret may stand in a file, is warned about when all may read it, and is shown in no message.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'waypost-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = Buffer.alloc(32, 9).toString('base64');
const WORD = 'a-word-of-more-than-20-letters';
/** What must be there beside it, for the secret to be read. */
const SECRETS: Readonly<
  Record<string, { readonly value: string; readonly beside?: Readonly<Record<string, string>> }>
> = {
  STATE_KEY: { value: KEY },
  REDIS_URL: { value: `redis://line:${WORD}@127.0.0.1:6379`, beside: { STATE_KEY: KEY } },
  DIRECTLINE_SECRET: { value: WORD },
  METRICS_TOKEN: { value: WORD },
  OPERATOR_TOKEN: { value: WORD, beside: { WHATSAPP_WEB: 'yes' } },
  TELEGRAM_BOT_TOKEN: { value: '123456:ABC-DEF_secret' },
  TELEGRAM_WEBHOOK_SECRET: { value: WORD, beside: { TELEGRAM_BOT_TOKEN: '1:good' } },
  WHATSAPP_CLOUD_TOKEN: { value: WORD },
  WHATSAPP_CLOUD_APP_SECRET: { value: WORD },
  WHATSAPP_CLOUD_VERIFY_TOKEN: { value: WORD },
  MICROSOFT_APP_PASSWORD: { value: WORD },
};
const TOGETHER = {
  WHATSAPP_CLOUD_TOKEN: WORD,
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: '12345678',
  WHATSAPP_CLOUD_APP_SECRET: WORD,
  WHATSAPP_CLOUD_VERIFY_TOKEN: WORD,
  MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000000',
  MICROSOFT_APP_PASSWORD: WORD,
};

function file(name: string, text: string, mode: number): string {
  const path = join(folder, name);
  rmSync(path, { force: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

/** The settings without the keys, which are made anew at each start when none is given. */
const plain = ({ stateKeys, warnings, ...rest }: ReturnType<typeof readConfig>) => rest;

test.each(Object.keys(SECRETS))('%s may stand in a file that only the line reads', (name) => {
  const { value, beside = {} } = SECRETS[name]!;
  const { [name as never]: _, ...others } = { ...TOGETHER, ...beside };
  const path = file(name, `${value}\n`, 0o400);
  const read = readConfig({ ...others, [`${name}_FILE`]: path });
  expect(plain(read)).toEqual(plain(readConfig({ ...others, [name]: value })));
  if (name === 'STATE_KEY')
    expect(read.stateKeys.map((key) => Buffer.from(key).toString('base64'))).toEqual([KEY]);
  expect([...read.warnings]).toEqual([]);
});

test.each(Object.keys(SECRETS))(
  'a file of %s that everybody may read is warned about, without its content',
  (name) => {
    const { value, beside = {} } = SECRETS[name]!;
    const { [name as never]: _, ...others } = { ...TOGETHER, ...beside };
    const { warnings } = readConfig({ ...others, [`${name}_FILE`]: file(name, value, 0o644) });
    expect([...warnings]).toEqual([expect.stringMatching(new RegExp(`^${name}_FILE .*chmod 400`))]);
    expect([...warnings].join()).not.toContain(value);
  },
);

test.each(Object.keys(SECRETS))(
  'a file of %s that is not there, is a folder or holds something wrong is named, never shown',
  (name) => {
    const { beside = {} } = SECRETS[name]!;
    const { [name as never]: _, ...others } = { ...TOGETHER, ...beside };
    for (const path of [join(folder, 'nothing'), folder, file('wrong', 'hunter2 \u0000', 0o400)]) {
      let said: string;
      try {
        said = JSON.stringify(readConfig({ ...others, [`${name}_FILE`]: path }).channels);
      } catch (error) {
        const { message, stack, cause } = error as Error;
        expect(message).toContain(name);
        said = `${message} ${stack} ${path === folder || path.endsWith('nothing') ? '' : String(cause)}`;
      }
      if (name !== 'MICROSOFT_APP_PASSWORD') expect(said).not.toContain('hunter2');
    }
  },
);
