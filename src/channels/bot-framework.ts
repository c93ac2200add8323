// stub
import { Fault } from '../model/fault.ts';
import type { Channel } from '../runtime/ports.ts';
export function createBotFramework(_options: object): Channel {
  throw new Fault('bot-framework/not-yet', 'the channel is being built');
}
