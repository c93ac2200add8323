// How WhatsApp Web fares, for operators: a word for machines and a sentence that says what to do. Nothing of a person, no code.

import type { ChannelHealth } from '../../runtime/ports.ts';
import type { Loss } from './session.ts';

export type WhatsAppWebState = 'starting' | 'qr' | 'ready' | 'restarting' | 'logged-out' | 'failed';

export type WhatsAppWebHealth = {
  readonly state: WhatsAppWebState;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** False while WhatsApp's servers are not reached. */
  readonly connected: boolean;
  /** Browsers started again since the line was opened. */
  readonly restarts: number;
  readonly lastLoss: Loss | null;
};

export const OPERATOR_PATH = '/operator/whatsapp-web';

/** Null while it is starting for the first time, when there is nothing to say yet. */
export function sayHealth({ state, connected, lastLoss }: WhatsAppWebHealth): ChannelHealth | null {
  const trouble = (say: string) => ({ state: 'trouble', say, detail: state }) as const;
  switch (state) {
    case 'starting':
      return null;
    case 'ready':
      return connected
        ? { state: 'on', say: '', detail: state }
        : trouble('WhatsApp cannot be reached; it goes on by itself when the network is back');
    case 'qr':
      return trouble(
        `no phone is linked; open ${OPERATOR_PATH} on this machine and scan the code with the phone`,
      );
    case 'restarting':
      return trouble(
        `${lastLoss === 'conflict' ? 'another window took over' : 'its browser ended'}; it starts again by itself`,
      );
    case 'logged-out':
      return trouble('the phone was unlinked; a new code is on its way');
    case 'failed':
      return trouble(
        lastLoss === 'blocked'
          ? 'WhatsApp refuses this number, it may be banned; move to the Cloud API (docs/channels.md)'
          : 'WhatsApp Web does not start; check the network and CHROMIUM_PATH (docs/channels.md). It is tried again by itself',
      );
    default:
      return state satisfies never;
  }
}
