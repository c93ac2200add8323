// The channel of a line under trial: the built one, with a point to die at around each send.

import { createTelegram as create } from '../../../dist/channels/telegram.js';
import { crashing } from './crash.js';

export * from '../../../dist/channels/telegram.js';

export function createTelegram(...values) {
  const channel = create(...values);
  return { ...channel, send: crashing('send', (...sent) => channel.send(...sent)) };
}
