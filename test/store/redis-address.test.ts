// What REDIS_URL may say.

import { redisAddress } from '../../src/store/redis-address.ts';

const node = (host: string, port = 6379) => ({ host, port });

test.each([
  ['redis://127.0.0.1', { kind: 'one', url: 'redis://127.0.0.1' }],
  [
    'rediss://user:word@redis.example:6380/2',
    { kind: 'one', url: 'rediss://user:word@redis.example:6380/2' },
  ],
  ['/run/redis.sock', { kind: 'one', url: '/run/redis.sock' }],
  ['unix:///run/redis.sock', { kind: 'one', url: '/run/redis.sock' }],
  ['redis+cluster://a', { kind: 'cluster', tls: false, nodes: [node('a')] }],
  [
    'rediss+cluster://me:a%40b@a:7000,b:7001,[::1]:7002',
    {
      kind: 'cluster',
      tls: true,
      username: 'me',
      password: 'a@b',
      nodes: [node('a', 7000), node('b', 7001), node('::1', 7002)],
    },
  ],
  [
    'redis+sentinel://:word@a:26379,b:26379/line',
    {
      kind: 'sentinel',
      tls: false,
      name: 'line',
      password: 'word',
      nodes: [node('a', 26379), node('b', 26379)],
    },
  ],
])('%s is understood', (url, address) => {
  expect(redisAddress(url)).toEqual(address);
});

test.each([
  'http://a',
  'redis://a,redis://b',
  'redis+cluster://',
  'redis+cluster://a,,b',
  'redis+cluster://a/2',
  'redis+sentinel://a:26379',
  'redis+sentinel://a:x/line',
  '',
])('%p is refused', (url) => {
  expect(redisAddress(url)).toBeNull();
});
