import { readChannelSettings } from '../../src/channel-settings.ts';

const WHATSAPP = {
  WHATSAPP_CLOUD_TOKEN: 'EAAJtokenOfTheTestLine0123456789',
  WHATSAPP_CLOUD_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_CLOUD_APP_SECRET: '5d41402abc4b2a76b9719d911017c592',
  WHATSAPP_CLOUD_VERIFY_TOKEN: 'a-word-of-the-operators',
};
const MICROSOFT = {
  MICROSOFT_APP_ID: '00000000-0000-0000-0000-000000000001',
  MICROSOFT_APP_PASSWORD: 'secret-of-the-app',
};

const read = (values: Readonly<Record<string, string>>) =>
  readChannelSettings((name) => values[name] ?? null);

test('WhatsApp is on with its four settings, and names what is missing without them', () => {
  expect(read(WHATSAPP)['whatsapp-cloud']).toMatchObject({
    state: 'set',
    settings: { apiRoot: expect.stringMatching(/^https:\/\/graph\.facebook\.com\/v\d+\.0\/$/) },
  });
  const { WHATSAPP_CLOUD_APP_SECRET: _, ...rest } = WHATSAPP;
  expect(read(rest)['whatsapp-cloud']).toEqual({ state: 'off', needs: ['WHATSAPP_CLOUD_APP_SECRET'] });
});

test.each([
  ['WHATSAPP_CLOUD_TOKEN', 'two words and a line\nbreak in it'],
  ['WHATSAPP_CLOUD_PHONE_NUMBER_ID', '+49 151 0000 0001'],
  ['WHATSAPP_CLOUD_APP_SECRET', 'short'],
  ['WHATSAPP_CLOUD_VERIFY_TOKEN', 'short'],
  ['WHATSAPP_CLOUD_API_ROOT', 'ftp://graph.example'],
])('a wrong %s is said in one line that names it and not its value', (name, value) => {
  const setting = read({ ...WHATSAPP, [name]: value })['whatsapp-cloud'];
  expect(setting).toEqual({
    state: 'wrong',
    why: expect.stringMatching(new RegExp(`^${name} is wrong: [^\n]+$`)),
  });
  expect(JSON.stringify(setting)).not.toContain(value);
});

test('the Bot Framework is on with an app id and its secret, for one tenant if it is named', () => {
  expect(read({})['bot-framework']).toEqual({
    state: 'off',
    needs: ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD'],
  });
  const tenant = '00000000-0000-0000-0000-000000000002';
  expect(read({ ...MICROSOFT, MICROSOFT_APP_TENANT_ID: tenant })['bot-framework']).toMatchObject({
    state: 'set',
    settings: { mode: 'azure', tenantId: tenant },
  });
  expect(read({ ...MICROSOFT, MICROSOFT_APP_ID: 'my bot' })['bot-framework'].state).toBe('wrong');
});

test('without authentication the Bot Framework is on only by its own switch, and only on this machine', () => {
  const state = (values: Readonly<Record<string, string>>) =>
    read({ BOT_FRAMEWORK_DEVELOPMENT: 'yes', ...values })['bot-framework'].state;
  expect(state({})).toBe('set');
  expect(state({ HOST: '::1' })).toBe('set');
  expect(state({ HOST: 'localhost' })).toBe('set');
  for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'line.example']) expect(state({ HOST })).toBe('wrong');
  expect(state({ BOT_FRAMEWORK_DEVELOPMENT: 'true' })).toBe('wrong');
  expect(state(MICROSOFT)).toBe('wrong');
});
