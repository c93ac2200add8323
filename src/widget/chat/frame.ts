// The chat's side of the frame: whom to answer, and what was asked. Outside a frame it does nothing.

import { readToChat, sealed, type ToChat, type ToLoader } from '../frame-message.ts';

/** True when the chat stands in a partner's page. */
export const framed = window.parent !== window;

function partnerOrigin(): string | null {
  try {
    const { origin } = new URL(decodeURIComponent(location.hash.slice(1)));
    return origin === 'null' ? null : origin;
  } catch {
    return null;
  }
}

const partner = framed ? partnerOrigin() : null;

export function tellLoader(message: ToLoader): void {
  if (partner !== null) window.parent.postMessage(sealed(message), partner);
}

/** Calls `hear` for each message of the partner's page; returns the way to stop. */
export function onLoader(hear: (message: ToChat) => void): () => void {
  const listen = (event: MessageEvent) => {
    if (partner === null || event.source !== window.parent || event.origin !== partner) return;
    const message = readToChat(event.data);
    if (message) hear(message);
  };
  addEventListener('message', listen);
  return () => removeEventListener('message', listen);
}
