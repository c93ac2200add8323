import { readChannelSettings } from '../../../src/channel-settings.ts';

const read = (set: Readonly<Record<string, string>>) =>
  readChannelSettings((name) => set[name] ?? null)['whatsapp-web'];

test('one yes switches it on, with a folder and a browser where they are usually', () => {
  expect(read({})).toEqual({ state: 'off', needs: ['WHATSAPP_WEB'] });
  expect(
    read({ WHATSAPP_WEB: 'yes', HOME: '/home/line', STATE_KEY: 'secret', OPERATOR_TOKEN: 'x'.repeat(16) }),
  ).toEqual({
    state: 'set',
    settings: {
      folder: '.waypost/whatsapp-web',
      chromium: '/usr/bin/chromium',
      environment: { HOME: '/home/line' },
      operatorToken: 'x'.repeat(16),
    },
  });
});

test.each([
  [{ WHATSAPP_WEB: 'maybe' }, 'WHATSAPP_WEB'],
  [{ WHATSAPP_WEB: 'yes', OPERATOR_TOKEN: 'short' }, 'OPERATOR_TOKEN'],
])('a wrong setting %j leaves it off and is named', (set, name) => {
  const setting = read(set);
  expect(setting).toEqual({ state: 'wrong', why: expect.stringMatching(`^${name} is wrong: `) });
  expect(JSON.stringify(setting)).not.toMatch(/maybe|short/);
});
