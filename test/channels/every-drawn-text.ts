// Everything that the default line can say, drawn for one channel: each service, each question with all its choices, each danger,
// in every language. For tests that send it all.

import { CAPABILITIES, type ChannelName } from '../../src/channels/capabilities.ts';
import { choicesOf } from '../../src/engine/choices.ts';
import { newDraft } from '../../src/engine/world.ts';
import type { Message } from '../../src/model/message.ts';
import type { Part } from '../../src/model/part.ts';
import { createRenderer } from '../../src/render/render.ts';
import { createSignpost } from '../../src/signpost/signpost.ts';
import { defaultLine } from '../line/default-line.ts';

/** Part ids are unique over all of it. */
export function everyDrawnText(channel: ChannelName): readonly Part[] {
  const line = defaultLine();
  const renderer = createRenderer(line);
  const now = Date.UTC(2026, 10, 22);
  const world = { line, now, signpost: createSignpost(line, now), openNow: () => false };
  const messages = (language: string): readonly Message[] => [
    ...[...line.services.keys()].map((service): Message => {
      const choices = [
        { id: '+more', label: { text: { key: 'common:more' } } },
        { id: '!menu', label: { text: { key: 'common:menu' } } },
      ];
      return { texts: [], cards: [{ service, reasons: [], freshness: 'unconfirmed' }], choices };
    }),
    ...[...line.dialogs.values()].flatMap((dialog) =>
      dialog.steps.flatMap((step): Message[] => {
        const texts = [{ key: `${dialog.name}:${step.name}` }];
        if (step.verb === 'say' || step.verb === 'signpost') return [{ texts }];
        if (step.verb !== 'ask') return [];
        return ['de', 'gb', 'se'].flatMap((country) =>
          line.groups.map(({ code }): Message => {
            const draft = newDraft(world, { v: 1, lang: language, slots: { country, topic: code } });
            return { texts, choices: choicesOf(draft, step), ...(step.location && { askLocation: true }) };
          }),
        );
      }),
    ),
    ...[...line.topics.keys()]
      .filter((code) => code.startsWith('safe.'))
      .flatMap((topic) =>
        (['sure', 'doubt', 'second', 'numbers'] as const).map(
          (form): Message => ({ texts: [], danger: { topic, form, country: 'de' } }),
        ),
      ),
  ];
  const parts = line.languages.flatMap(({ code: language }) =>
    messages(language).flatMap((message, at) =>
      renderer.render(message, { language, can: CAPABILITIES[channel], idPrefix: `${language}.${at}` }),
    ),
  );
  // Many questions do not depend on the country: once is enough.
  return [...new Map(parts.map((part) => [JSON.stringify({ ...part, id: '' }), part])).values()];
}

/** Runs `work` for all items, `many` at a time. */
export async function inParallel<T>(
  items: readonly T[],
  many: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async () => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: many }, worker));
}
