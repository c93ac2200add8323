// Where the person writes: grows with the text, Enter sends, Shift and Enter make a new line. Must not know the conversation.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './icon.tsx';
import { useWords } from './words.ts';

const LONGEST = 4000;
const TALLEST = 132;

type Props = {
  /** False when nothing more can be taken; the draft is then kept. */
  send(text: string): boolean;
  refuseFiles(): void;
};

export const INPUT_ID = 'input';

export function Composer({ send, refuseFiles }: Props) {
  const t = useWords();
  const [draft, setDraft] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    const area = input.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST)}px`;
  }, [draft]);

  function submit() {
    const text = draft.trim();
    if (text !== '' && send(text)) setDraft('');
    input.current?.focus();
  }

  function refuse(event: ClipboardEvent | DragEvent) {
    const carried = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    if (!carried?.files.length) return;
    event.preventDefault();
    refuseFiles();
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label class="unseen" for={INPUT_ID}>
        {t('input')}
      </label>
      <textarea
        id={INPUT_ID}
        ref={input}
        rows={1}
        dir="auto"
        maxLength={LONGEST}
        enterkeyhint="send"
        autocomplete="off"
        placeholder={t('input')}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onPaste={refuse}
        onDrop={refuse}
        onDragOver={(event) => event.preventDefault()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          submit();
        }}
      />
      <button type="submit" class="send" aria-label={t('send')}>
        <Icon name="send" turns />
      </button>
    </form>
  );
}
