// Leaving at once: blank the page first, then go. Shared by the loader and the chat; must not know the conversation.

/** Shows nothing of this document any more, whatever stands in it. */
export function blank(): void {
  document.documentElement.style.setProperty('display', 'none', 'important');
  document.title = '';
}

/** An address one may leave to: http or https, else null. */
export function safeExit(address: string | null | undefined): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}

const WITHIN = 3000;

/** Calls `leave` at the third Shift within three seconds each; any other key starts the count anew. Returns the way to stop. */
export function onShiftThrice(leave: () => void, count: (left: number) => void = () => {}): () => void {
  let pressed = 0;
  let last = 0;
  const listen = (event: KeyboardEvent) => {
    if (event.repeat) return;
    if (event.key !== 'Shift') {
      pressed = 0;
      return;
    }
    const now = Date.now();
    pressed = now - last > WITHIN ? 1 : pressed + 1;
    last = now;
    if (pressed >= 3) leave();
    else count(3 - pressed);
  };
  addEventListener('keydown', listen, true);
  return () => removeEventListener('keydown', listen, true);
}
