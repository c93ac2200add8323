// The terminal keeps the promises that a single person can be given.

import { PassThrough, Writable } from 'node:stream';
import { CAPABILITIES } from '../../src/channels/capabilities.ts';
import { createTerminal } from '../../src/channels/terminal.ts';
import { channelContract } from './contract.ts';
import type { Driver, FarSide, Piece } from './far-side.ts';
import { goldenConversation } from './golden.ts';

const ONE = 'a terminal has one person';
const TEXT_ONLY = 'a terminal has nothing but text';
const NO_PLATFORM = 'there is no platform that could fail';

const driver: Driver = {
  name: 'terminal',
  odd: ['', '   ', '\u0000\uffff', 'x'.repeat(70_000)],
  attachments: [],
  cannot: {
    'same-delivery': 'each line is read once',
    address: ONE,
    buttons: TEXT_ONLY,
    list: TEXT_ONLY,
    tap: TEXT_ONLY,
    'old-tap': TEXT_ONLY,
    'location-in': TEXT_ONLY,
    'location-asked': TEXT_ONLY,
    attachment: TEXT_ONLY,
    topic: 'no link leads to a terminal',
    open: 'it is told when the terminal begins to listen',
    language: 'the language is given when it is made',
    blocked: NO_PLATFORM,
    'slow-down': NO_PLATFORM,
    bad: NO_PLATFORM,
    broken: NO_PLATFORM,
    redelivery: 'a line is read once',
    silence: 'everybody is the operator',
  },
  async start(): Promise<FarSide> {
    const input = new PassThrough();
    const written: string[] = [];
    const output = new Writable({
      write(chunk, _encoding, done) {
        written.push(String(chunk));
        done();
      },
    });
    const channel = createTerminal({
      input,
      output,
      can: CAPABILITIES.terminal,
      answered: async () => undefined,
    });
    return {
      // Its `listen` lasts as long as the input.
      channel: { ...channel, listen: async (receive) => void channel.listen(receive) },
      async act(_who, acts) {
        for (const act of acts) if (act.type === 'text') input.write(`${act.text}\n`);
      },
      shown: async () =>
        written
          .filter((text) => text.endsWith('\n\n'))
          .map((text): Piece => ({ ...PLAIN, text: text.slice(0, -2), raw: text })),
      deliver: async (payload) => void input.write(`${payload}\n`),
      meets: () => undefined,
      violations: [],
      close: async () => void input.end(),
    };
  },
};

const PLAIN = { taps: [], as: 'plain', marks: [], asksLocation: false, aside: false } as const;

channelContract(driver);
goldenConversation(driver);
