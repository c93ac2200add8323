// One visible line that tells how things stand; screen readers hear it as a status. Must not know why.

import { useEffect, useRef, useState } from 'preact/hooks';
import type { View } from '../line/conversation.ts';
import { useWords } from './words.ts';

const SHOWN = 4000;

/** Key of the word to show, or null. `notice` is said by the chat itself and goes first. */
function keyOf(view: View, back: boolean, notice: string | null): string | null {
  if (notice) return notice;
  if (view.connection === 'offline') return 'offline';
  if (view.unsent.some(({ state }) => state === 'waiting')) return 'waiting';
  if (view.unsent.some(({ state }) => state === 'refused')) return 'refused';
  if (view.connection === 'starting') return 'starting';
  if (view.typing) return 'typing';
  return back ? 'reconnected' : null;
}

export function StatusLine({ view, notice }: { view: View; notice: string | null }) {
  const t = useWords();
  const [back, setBack] = useState(false);
  const wasOffline = useRef(false);
  useEffect(() => {
    if (view.connection === 'offline') wasOffline.current = true;
    if (view.connection !== 'online' || !wasOffline.current) return;
    wasOffline.current = false;
    setBack(true);
    const timer = setTimeout(() => setBack(false), SHOWN);
    return () => clearTimeout(timer);
  }, [view.connection]);
  const key = keyOf(view, back, notice);
  return (
    <div class={`status ${key ?? 'quiet'}`}>
      {key === 'typing' ? (
        <span class="dots" aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: an output is read out less reliably than a status */}
      <p role="status">{key === null ? '' : t(key)}</p>
    </div>
  );
}
