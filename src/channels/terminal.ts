// The same conversation in a terminal, for operators; draws within the limits of whichever channel it imitates.
// Must not know dialogs or services.

import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Capabilities, Part } from '../model/part.ts';
import type { Update } from '../model/update.ts';
import type { Channel } from '../runtime/ports.ts';

export type TerminalOptions = {
  readonly input: Readable;
  readonly output: Writable;
  readonly can: Capabilities;
  /** Language hint, as a page or a profile would give it. */
  readonly language?: string;
  /** Hears each line the operator writes. */
  readonly written?: (text: string) => void;
  /** Resolves when everything said so far has been answered. */
  readonly answered: () => Promise<void>;
};

/** `listen` resolves when the input ends. Choices drawn as buttons or list stand in brackets; write their words or number. */
export function createTerminal({
  input,
  output,
  can,
  language,
  written,
  answered,
}: TerminalOptions): Channel {
  let count = 0;
  let lines: Interface | undefined;
  const update = (content: Update['content']): Update => {
    count += 1;
    const address = { channel: 'terminal', to: 'operator' };
    return { id: String(count), address, content, ...(language && { language }) };
  };
  return {
    name: 'terminal',
    can,
    journal: false,
    async listen(receive) {
      lines = createInterface({ input });
      await receive(update({ type: 'open', ...(language && { language }) }));
      await answered();
      output.write('> ');
      for await (const text of lines) {
        written?.(text);
        await receive(update({ type: 'text', text }));
        await answered();
        output.write('> ');
      }
      output.write('\n');
    },
    async send(_to, part) {
      output.write(`${drawn(part)}\n\n`);
      return { type: 'sent' };
    },
    close: async () => lines?.close(),
  };
}

function drawn({ text, choices, draw }: Part): string {
  if (draw === 'numbered' || choices.length === 0) return text;
  return `${text}\n${choices.map(({ label }, index) => `  ${index + 1} [${label}]`).join('\n')}`;
}
