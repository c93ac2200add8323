// Languages that people choose between have names of their own, and the direction of their script.
// Must not know texts.

import type { Language } from '../model/language.ts';
import type { ContentFiles } from './read-files.ts';
import type { Report } from './report.ts';

/** ISO 15924 codes of the scripts that are written from right to left. */
const RIGHT_TO_LEFT = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Samr', 'Mand', 'Yezi'];

export function checkLanguageFiles(
  files: ContentFiles,
  languages: readonly Language[],
  report: Report,
): void {
  const names = new Map<string, string>();
  for (const { code, name, direction } of languages) {
    const file = files.of('language').findLast(({ names: { language } }) => language === code)!;
    const script = new Intl.Locale(code).maximize().script;
    const needed = RIGHT_TO_LEFT.includes(script ?? '') ? 'rtl' : 'ltr';
    if (script !== undefined && direction !== needed) {
      const way = needed === 'rtl' ? 'from right to left' : 'from left to right';
      const message = `"${code}" is written ${way}.`;
      report('content/wrong-direction', file.source.at(['direction']), message, `Write "${needed}".`);
    }
    const same = names.get(name.trim().toLowerCase());
    if (same !== undefined) {
      const message = `"${name}" is also the name of "${same}".`;
      const hint = "Write the language's name in itself.";
      report('content/same-language-name', file.source.at(['name']), message, hint);
    }
    names.set(name.trim().toLowerCase(), code);
  }
}
