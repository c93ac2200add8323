// The conversation as a plain text file on this device. Nothing is sent anywhere.

import type { Entry } from '../line/transcript.ts';

/** Who said it, then the words, parted by empty lines. */
export function asText(
  entries: readonly Entry[],
  title: string,
  who: { person: string; line: string },
): string {
  const parts = entries.flatMap((entry) => {
    if (entry.kind === 'note') return [];
    const { message } = entry;
    const time =
      message.at === null ? '' : ` (${new Date(message.at).toLocaleString(document.documentElement.lang)})`;
    return [`${who[message.from]}${time}:\n${message.text}`];
  });
  return `${[title, ...parts].join('\n\n')}\n`;
}

/** Offers `text` as a download named `name`. */
export function saveFile(text: string, name: string): void {
  // The mark at the start makes old editors read the file as UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
