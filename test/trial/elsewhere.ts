// Rows of the list of faults that the trial does not run: held by another test, whose path stands here, or left out with the reason.

export type Elsewhere = {
  readonly number: number;
  readonly fault: string;
  /** Paths of the tests that hold it; empty when it is left out. */
  readonly tests: readonly string[];
  /** What is left out, and why. */
  readonly without?: string;
};

export const ELSEWHERE: readonly Elsewhere[] = [
  {
    number: 4,
    fault: 'forged, foreign and guessed tokens and ids',
    tests: ['test/abuse/guessing.test.ts', 'test/channels/web-chat/refusals.test.ts'],
  },
  {
    number: 5,
    fault: 'missing, wrong and odd signatures; replays',
    tests: ['test/channels/whatsapp-cloud/webhook.test.ts', 'test/channels/telegram/webhook.test.ts'],
  },
  {
    number: 6,
    fault: 'telephone numbers from YAML to every channel; half-saved files',
    tests: ['test/abuse/content.test.ts', 'test/content/mistakes.test.ts'],
  },
  {
    number: 7,
    fault: 'quick exit',
    tests: ['test/widget/quick-exit.test.ts'],
    without: 'the slow network of 50 kB/s',
  },
  {
    number: 8,
    fault: 'log and exception redaction',
    tests: ['test/abuse/silence.test.ts', 'test/runtime/log.test.ts'],
  },
  {
    number: 20,
    fault: 'getUpdates: 502, time-out, HTML, 409, 401',
    tests: ['test/channels/telegram/trouble.test.ts'],
  },
  {
    number: 22,
    fault: 'closed 24 h window, limits of buttons, rows and texts',
    tests: [
      'test/channels/whatsapp-cloud/sending.test.ts',
      'test/channels/whatsapp-cloud/every-text.test.ts',
    ],
  },
  {
    number: 23,
    fault: 'web sockets that drop; offline; WebSocket blocked',
    tests: ['test/channels/web-chat/stream.test.ts', 'test/widget/connection.test.ts'],
    without: 'ten minutes of sleep: the widget is tested with shorter ones',
  },
  {
    number: 27,
    fault: 'patterns that take for ever',
    tests: ['test/triage/patterns.test.ts', 'test/abuse/content.test.ts'],
  },
  { number: 29, fault: '10,000 malformed bodies', tests: ['test/abuse/malformed.test.ts'] },
  {
    number: 30,
    fault: 'huge, endless, compressed and deep bodies',
    tests: ['test/abuse/malformed.test.ts', 'test/channels/web-chat/refusals.test.ts'],
  },
  { number: 32, fault: 'bombs and links among the files', tests: ['test/abuse/content.test.ts'] },
  {
    number: 34,
    fault: 'full disk, few file handles, small heap',
    tests: [],
    without:
      'needs a file system and limits of its own, which CI does not let a test make; a full Redis is R18',
  },
  {
    number: 35,
    fault: 'jumps of the clock',
    tests: [],
    without:
      'needs libfaketime, which is not among the parts a contributor has; leases, outboxes and expiry use the clock of Redis',
  },
  {
    number: 37,
    fault: 'whatsapp-web.js: browser killed, folder gone, logged out',
    tests: ['test/channels/whatsapp-web/talking.test.ts', 'test/channels/whatsapp-web/serve.test.ts'],
  },
  {
    number: 38,
    fault: 'odd characters and directions',
    tests: ['test/render/bidi.test.ts', 'test/line/every-text.test.ts'],
  },
  { number: 39, fault: 'markup in anybody’s text', tests: ['test/abuse/markup.test.ts'] },
  {
    number: 40,
    fault: 'script in texts; CSP',
    tests: ['test/abuse/origins.test.ts', 'test/widget/reading.test.ts'],
  },
  { number: 41, fault: 'other sites: CORS, framing, forms', tests: ['test/abuse/origins.test.ts'] },
  {
    number: 42,
    fault: 'guessing at the operators’ console',
    tests: [],
    without: 'there is no console: operators edit files, and the pages for them need a token',
  },
  {
    number: 43,
    fault: 'stickers, voice, albums, groups, edits',
    tests: ['test/channels/contract.ts', 'test/channels/telegram/repeats.test.ts'],
  },
  {
    number: 44,
    fault: 'prototype pollution',
    tests: ['test/abuse/malformed.test.ts', 'test/channels/web-chat/refusals.test.ts'],
  },
];
