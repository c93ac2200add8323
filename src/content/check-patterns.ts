// A pattern may only name what exists: a danger, an intent or `harmless`, and lists of words. Must not know how patterns
// are heard.

import { INTENTS } from '../model/phrase.ts';
import { isDanger } from '../model/topic.ts';
import { checkKnown, type Known } from './known-names.ts';
import { didYouMean, listed } from './nearest.ts';
import type { ContentFile } from './read-file.ts';
import type { Report } from './report.ts';

const HARMLESS = 'harmless';
const NAME = /<([^<>]*)>/gu;

/** `inherited` are the lists of words that the language has from the lines above. */
export function checkPatterns(
  { data, source }: ContentFile<'phrases'>,
  inherited: Iterable<string>,
  known: Known,
  report: Report,
): void {
  const lists = new Set([...inherited, ...Object.keys(data.words ?? {})]);
  for (const [key, group] of [
    ['words', data.words],
    ['patterns', data.patterns],
    ['statuses', data.statuses],
    ['needs', data.needs],
    ['stages', data.stages],
  ] as const)
    for (const [label, lines] of Object.entries(group ?? {}))
      lines.forEach((line, at) => {
        for (const [, name = ''] of line.matchAll(NAME)) {
          if (lists.has(name)) continue;
          const place = source.find([key, label, at], `<${name}>`);
          const message = `No list under "words:" is called "${name}", so that this is never heard.`;
          report('content/unknown-list', place, message, didYouMean(name, lists, `Known: ${listed(lists)}.`));
        }
      });
  for (const label of Object.keys(data.patterns ?? {})) {
    const place = source.keyAt(['patterns', label]);
    if (label === HARMLESS || INTENTS.some((intent) => intent === label)) continue;
    if (!label.includes('.')) {
      const all = new Set([HARMLESS, ...INTENTS]);
      const message = `Patterns are for dangers, intents and "${HARMLESS}"; "${label}" is none of these.`;
      report('content/unknown-value', place, message, didYouMean(label, all, `Known: ${listed(all)}.`));
    } else if (checkKnown(report, 'content/unknown-topic', place, label, known.topics) && !isDanger(label))
      report(
        'content/not-a-danger',
        place,
        `"${label}" is not a danger.`,
        'Write its phrases under "topics:".',
      );
  }
}
