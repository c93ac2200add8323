import { CAPABILITIES, CHANNEL_NAMES } from '../../src/channels/capabilities.ts';
import { choicesOf } from '../../src/engine/choices.ts';
import { newDraft } from '../../src/engine/world.ts';
import type { Message } from '../../src/model/message.ts';
import type { Part } from '../../src/model/part.ts';
import { measure } from '../../src/render/measure.ts';
import { createRenderer } from '../../src/render/render.ts';
import { createSignpost } from '../../src/signpost/signpost.ts';
import { defaultLine } from './default-line.ts';

const line = defaultLine();
const renderer = createRenderer(line);
const languages = line.languages.map(({ code }) => code);
const now = Date.UTC(2026, 10, 22);
const world = { line, now, signpost: createSignpost(line, now), openNow: () => false };

const cases = languages.flatMap((language) => CHANNEL_NAMES.map((channel) => [language, channel] as const));

function draw(message: Message, language: string, channel: (typeof CHANNEL_NAMES)[number]): readonly Part[] {
  return renderer.render(message, { language, can: CAPABILITIES[channel], idPrefix: 't' });
}

function misfits(parts: readonly Part[], channel: (typeof CHANNEL_NAMES)[number]): readonly string[] {
  const can = CAPABILITIES[channel];
  return parts.flatMap((part) => [
    ...(measure(part.text, can.unit) > can.text ? ['text too long'] : []),
    ...(part.text.trim() === '' ? ['empty text'] : []),
    ...(/\{\{|undefined|\[object/.test(part.text) ? [`unfilled: ${part.text}`] : []),
    ...part.choices.flatMap(({ id, label }) => [
      ...(new TextEncoder().encode(id).length > 64 ? [`id too long: ${id}`] : []),
      ...(label === '' || label === '…' ? [`no label: ${id}`] : []),
    ]),
  ]);
}

test.each(cases)('every service is drawn within the limits, in %s on %s', (language, channel) => {
  const bad = [...line.services.keys()].flatMap((service) => {
    const card = { service, reasons: [], freshness: 'unconfirmed' as const };
    const parts = draw({ texts: [], cards: [card] }, language, channel);
    return parts.length === 0
      ? [`${service}: nothing drawn`]
      : misfits(parts, channel).map((why) => `${service}: ${why}`);
  });
  expect(bad).toEqual([]);
});

test.each(cases)(
  'every question is drawn within the limits, with a word on every choice, in %s on %s',
  (language, channel) => {
    const bad: string[] = [];
    for (const dialog of line.dialogs.values()) {
      for (const step of dialog.steps) {
        if (step.verb !== 'ask') continue;
        for (const country of step.choices === 'cities' ? ['de', 'gb', 'se'] : ['de']) {
          for (const topic of step.choices === 'topics' ? line.groups.map(({ code }) => code) : ['biz']) {
            const draft = newDraft(world, { v: 1, lang: language, slots: { country, topic } });
            const texts = [{ key: `${dialog.name}:${step.name}` }];
            const parts = draw({ texts, choices: choicesOf(draft, step) }, language, channel);
            bad.push(...misfits(parts, channel).map((why) => `${step.id}: ${why}`));
          }
        }
      }
    }
    expect(bad).toEqual([]);
  },
);

test.each(languages)('every danger has its words and a number or a way to help, in %s', (language) => {
  for (const topic of [...line.topics.keys()].filter((code) => code.startsWith('safe.'))) {
    for (const form of ['sure', 'doubt'] as const) {
      const [part] = draw({ texts: [], danger: { topic, form, country: 'de' } }, language, 'web-chat');
      expect(part?.language).toBe(language);
      expect(part?.urgent).toBe(true);
      expect(part?.text.length).toBeGreaterThan(40);
    }
  }
});
