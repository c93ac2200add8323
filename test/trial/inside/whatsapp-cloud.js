// The channel of a line under trial: the built one, with a point to die at around each send.

import { createWhatsAppCloud as create } from '../../../dist/channels/whatsapp-cloud.js';
import { crashing } from './crash.js';

export * from '../../../dist/channels/whatsapp-cloud.js';

export function createWhatsAppCloud(...values) {
  const channel = create(...values);
  return { ...channel, send: crashing('send', (...sent) => channel.send(...sent)) };
}
