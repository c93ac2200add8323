// Every step that speaks has its English text, and every choice its label, short enough to draw.
// That other languages have the same is check-locales.ts. Must not know where paths lead.

import type { Dialog, Step } from '../model/dialog.ts';
import type { LanguageCode } from '../model/language.ts';
import { graphemes } from './graphemes.ts';
import { type Namespace, type Namespaces, textAt, textPlace } from './locales.ts';
import { didYouMean } from './nearest.ts';
import { type ContentFiles, SOURCE_LANGUAGE } from './read-files.ts';
import type { Report } from './report.ts';

/** Graphemes that a reply button and a list row hold on the narrowest channel, and how many buttons there are. */
const BUTTON = 20;
const ROW = 24;
const BUTTONS = 3;

/** The choice "rather not say" of an optional question. */
const NONE = 'none';

export function checkDialogTexts(
  dialogs: ReadonlyMap<string, Dialog>,
  files: ContentFiles,
  namespaces: Namespaces,
  languages: readonly LanguageCode[],
  report: Report,
): void {
  for (const dialog of dialogs.values()) {
    const path = `locales/${SOURCE_LANGUAGE}/${dialog.name}.json`;
    if (files.broken('locale').some((file) => file.endsWith(path))) continue;
    const english = namespaces.get(SOURCE_LANGUAGE)?.get(dialog.name);
    const speaks = dialog.steps.filter((step) => needsText(step) || labelled(step).length > 0);
    if (!english) {
      if (speaks.length === 0) continue;
      const message = `The texts of the dialog "${dialog.name}" are missing: there is no such file.`;
      const hint = `Write it, with a text for ${speaks.map(({ name }) => `"${name}"`).join(', ')}.`;
      report('content/missing-namespace', { file: path, line: 1, column: 1 }, message, hint);
      continue;
    }
    for (const step of speaks) checkStep(step, english, path, report);
    for (const language of languages) {
      const namespace = namespaces.get(language)?.get(dialog.name);
      if (!namespace) continue;
      for (const step of speaks) {
        checkLabels(step, namespace, report);
        checkSame(step, namespace, report);
      }
    }
  }
}

function needsText(step: Step): boolean {
  switch (step.verb) {
    case 'say':
      return step.fixedText === undefined;
    case 'ask':
    case 'signpost':
    case 'hand-off':
    case 'end':
      return true;
    case 'when':
    case 'remind':
    case 'go':
      return false;
    default:
      return step satisfies never;
  }
}

/** Ids of the choices whose labels are written in locales/. */
function labelled(step: Step): readonly string[] {
  if (step.verb !== 'ask' && step.verb !== 'say') return [];
  const written = typeof step.choices === 'string' ? [] : step.choices.map(({ id }) => id);
  return step.verb === 'ask' && step.optional ? [...written, NONE] : written;
}

function checkStep(step: Step, english: Namespace, path: string, report: Report): void {
  const { texts } = english;
  const hasText = typeof texts[step.name] === 'string' || typeof texts[`${step.name}_other`] === 'string';
  if (needsText(step) && !hasText) {
    const message = `The step "${step.name}" has no text.`;
    const otherwise = didYouMean(step.name, Object.keys(texts), `Add "${step.name}" to ${path}.`);
    const capital = Object.keys(texts).find((key) => key.toLowerCase() === step.name);
    const hint = capital ? `Write "${step.name}" instead of "${capital}" in ${path}.` : otherwise;
    report('content/missing-text', step.source, message, hint);
  }
  for (const id of labelled(step)) {
    const group = `${step.name}-choices`;
    if (typeof textAt(texts, [group, id]) === 'string') continue;
    const message = `The choice "${id}" of the step "${step.name}" has no label.`;
    report(
      'content/missing-choice-label',
      step.source,
      message,
      `Add "${group}": { "${id}": "…" } to ${path}.`,
    );
  }
}

function checkSame(step: Step, namespace: Namespace, report: Report): void {
  const first = new Map<string, string>();
  for (const id of labelled(step)) {
    const path = [`${step.name}-choices`, id];
    const label = textAt(namespace.texts, path);
    if (typeof label !== 'string') continue;
    const before = first.get(label.trim().toLowerCase());
    if (before !== undefined && before !== id) {
      const message = `The choice "${before}" has the same label.`;
      report('content/same-label', textPlace(namespace, path), message, 'Say in each what sets it apart.');
    }
    first.set(label.trim().toLowerCase(), before ?? id);
  }
}

function checkLabels(step: Step, namespace: Namespace, report: Report): void {
  const ids = labelled(step);
  const buttons = step.verb === 'ask' && typeof step.choices !== 'string' && ids.length <= BUTTONS;
  for (const id of ids) {
    const path = [`${step.name}-choices`, id];
    const label = textAt(namespace.texts, path);
    if (typeof label !== 'string') continue;
    const length = graphemes(label);
    if (length > ROW) {
      const message = `This label has ${length} characters; a list row holds ${ROW}.`;
      report(
        'content/row-too-long',
        textPlace(namespace, path),
        message,
        'Say it shorter, or it is drawn as a numbered line.',
      );
    } else if (buttons && length > BUTTON) {
      const message = `This label has ${length} characters; a button holds ${BUTTON}.`;
      report(
        'content/button-too-long',
        textPlace(namespace, path),
        message,
        'Say it shorter, or a list is drawn instead of buttons.',
      );
    }
  }
}
