import { isFromHere, isServiceUrl } from '../../../src/channels/bot-framework/service-url.ts';

test.each([
  'https://smba.trafficmanager.net/emea/',
  'https://webchat.botframework.com/',
  'https://europe.webchat.botframework.com',
  'https://facebook.botframework.com/',
  'https://directline.botframework.com/',
  'https://webchat.botframework.azure.us/',
  'https://smba.infra.gcc.teams.microsoft.com/teams',
])('%s may be called for an app, and not in development', (url) => {
  expect(isServiceUrl(url, 'azure')).toBe(true);
  expect(isServiceUrl(url, 'development')).toBe(false);
});

test.each([
  'http://smba.trafficmanager.net/emea/',
  'https://evil.trafficmanager.net/',
  'https://smba.trafficmanager.net.evil.example/',
  'https://botframework.com/',
  'https://evilbotframework.com/',
  'https://webchat.botframework.com.evil.example/',
  'https://webchat.botframework.com:8443/',
  'https://webchat.botframework.com@evil.example/',
  'https://user:pass@webchat.botframework.com/',
  'https://evil.example/#.botframework.com',
  'https://127.0.0.2:9/',
  'http://169.254.169.254/latest/meta-data/',
  'https://localhost/',
  'https://[::ffff:127.0.0.1]/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  '//webchat.botframework.com/',
  '',
  7,
  null,
  undefined,
  {},
])('%s may not be called for an app', (url) => {
  expect(isServiceUrl(url, 'azure')).toBe(false);
});

test.each(['http://localhost:56150', 'http://127.0.0.1:1/', 'https://[::1]:2/'])(
  '%s may be called in development',
  (url) => {
    expect(isServiceUrl(url, 'development')).toBe(true);
  },
);

test.each([
  'http://10.0.0.1/',
  'http://169.254.169.254/',
  'http://localhost.evil.example/',
  'http://0.0.0.0/',
  'http://127.0.0.1.nip.io/',
  'ftp://localhost/',
  'http://a@localhost/',
])('%s may not be called in development', (url) => {
  expect(isServiceUrl(url, 'development')).toBe(false);
});

test('only a request made here and to here is from here', () => {
  const here = { host: 'localhost:3978' };
  expect(isFromHere('127.0.0.1', here)).toBe(true);
  expect(isFromHere('::ffff:127.0.0.1', { host: '[::1]:3978' })).toBe(true);
  expect(isFromHere('10.0.0.7', here)).toBe(false);
  expect(isFromHere(undefined, here)).toBe(false);
  // A page whose name was pointed at this machine.
  expect(isFromHere('127.0.0.1', { host: 'rebound.example:3978' })).toBe(false);
  expect(isFromHere('127.0.0.1', {})).toBe(false);
  for (const name of ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'via']) {
    expect(isFromHere('127.0.0.1', { ...here, [name]: '203.0.113.7' })).toBe(false);
  }
});
