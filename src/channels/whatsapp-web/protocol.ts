// What the line and the library's process say to each other. Plain data, sent as JSON between parent and child.

import type { HeardMessage } from './hear-message.ts';
import type { Loss, Pulse } from './session.ts';
import type { WhatsAppWebSettings } from './settings.ts';

/** `call` is a number that comes back with the answer. */
export type ToLibrary =
  | ({ readonly say: 'open' } & Pick<WhatsAppWebSettings, 'folder' | 'chromium'>)
  | { readonly say: 'send'; readonly call: number; readonly to: string; readonly text: string }
  | { readonly say: 'typing'; readonly call: number; readonly to: string }
  | { readonly say: 'catch-up'; readonly call: number; readonly since: number }
  | { readonly say: 'pulse'; readonly call: number }
  | { readonly say: 'reload'; readonly call: number }
  | { readonly say: 'close' };

export type FromLibrary =
  | { readonly say: 'qr'; readonly code: string }
  | { readonly say: 'progress' }
  | { readonly say: 'ready' }
  | { readonly say: 'connected'; readonly is: boolean }
  | { readonly say: 'heard'; readonly message: HeardMessage }
  | { readonly say: 'lost'; readonly why: Loss }
  | { readonly say: 'answer'; readonly call: number; readonly value: boolean | Pulse | null }
  /** The call did not succeed; why stays here, it may hold words. */
  | { readonly say: 'failed'; readonly call: number };
