// Every problem code of content, with its severity and meaning. Codes are documented and never reused.
// Must not know where a code is raised; `npm run schema` writes this table into docs/problems.md.

type Entry = { readonly severity: 'error' | 'warning'; readonly means: string };

const error = (means: string): Entry => ({ severity: 'error', means });
const warning = (means: string): Entry => ({ severity: 'warning', means });

/** An error keeps a line from loading; a warning is something an operator should look at. */
export const PROBLEM_CODES = {
  // Reading a file.
  'content/missing-file': error('A file that every line needs is not there.'),
  'content/unknown-file': warning('A file that no part of the line reads; mostly a misspelt name.'),
  'content/cannot-load': error(
    'Loading failed for a reason that is not in the files; a mistake of the program.',
  ),
  'content/unreadable-file': error('The system refuses to give the file.'),
  'content/empty-file': error('The file has no content.'),
  'content/file-too-large': error('The file is larger than 1 MB.'),
  'content/not-utf8': error('The file is not saved as UTF-8.'),
  'content/control-character': error('An invisible character that no text may hold.'),
  'content/too-deep': error('The content is nested deeper than any content needs.'),
  'content/syntax': error(
    'The file breaks the rules of YAML or JSON: a quote, bracket, colon or indentation.',
  ),
  'content/tab': error('A tab is used for indentation.'),
  'content/alias': error('YAML anchors and references (& and *) are not allowed.'),
  'content/tag': error('YAML tags (!) are not allowed.'),
  'content/bad-key': error('A key that is not a plain word.'),
  'content/forbidden-key': error('A key that programs could stumble over, such as __proto__.'),
  'content/duplicate-key': error('A key is written twice.'),
  'content/schema-line': warning('The first line does not name the schema that helps the editor.'),
  // The form of a file.
  'content/wrong-format': error('The format number is not one this program reads.'),
  'content/unknown-key': error('A key that this kind of file does not have.'),
  'content/missing-key': error('A key that must be there is not.'),
  'content/wrong-type': error('A text stands where a list or group is needed, or the reverse.'),
  'content/unknown-value': error('A value outside a closed set.'),
  'content/empty-list': error('A list that needs at least one entry has none.'),
  'content/empty-text': error('A text is empty.'),
  'content/bad-id': error('An id with characters that ids may not have.'),
  'content/bad-phone': error('Not the shape of a phone number.'),
  'content/bad-url': error('Not a web address that begins with https:// or http://.'),
  'content/bad-email': error('Not an e-mail address.'),
  'content/bad-date': error(
    'Not a date of the form YYYY, YYYY-MM or YYYY-MM-DD, or not a day of the calendar.',
  ),
  'content/bad-time': error('Not a time from 00:00 to 24:00.'),
  'content/bad-coordinate': error('Not a latitude or longitude in degrees.'),
  'content/bad-time-zone': error('Not a time zone such as Europe/Paris.'),
  'content/bad-language': error('Not a language code such as ar or uk.'),
  'content/bad-number': error('Not a whole number in its range.'),
  'content/bad-colour': error('Not a colour of the form #rrggbb.'),
  'content/bad-duration': error('Not a length of time such as 30 minutes.'),
  // Names that must fit together.
  'content/reserved-name': error('A name that already means something else.'),
  'content/name-not-file': error('The id in a file differs from its file name.'),
  'content/duplicate-id': error('Two things of one kind have the same id.'),
  'content/unknown-line': error('A line extends another that does not exist.'),
  'content/extends-loop': error('Lines extend each other in a circle.'),
  'content/unknown-topic': error('A topic that topics.yaml does not have.'),
  'content/unknown-group': error('A topic whose group topics.yaml does not have.'),
  'content/unknown-place': error('A place that places.yaml does not have.'),
  'content/unknown-organisation': error('An organisation that no file in organisations/ has.'),
  'content/unknown-service': error('A service that no file in services/ has.'),
  'content/unknown-team': error('A team that line.yaml does not have.'),
  // Places and topics.
  'content/place-without-parent': error('A place below one that does not exist.'),
  'content/place-kind': error('A country below another place, or a region or city without a country.'),
  'content/missing-time-zone': error('A country without a time zone.'),
  'content/place-far-away': warning('A place far from the one it lies in; mostly swapped coordinates.'),
  'content/place-name-twice': warning(
    'Two places share a spelling, so that neither can be recognised by it.',
  ),
  'content/label-too-long': error('A name that does not fit a list row of 24 characters.'),
  // Services.
  'content/wrong-folder': error('A service in the folder of another country.'),
  'content/finance-without-pair': error('Finance alone: no business support of its own and none beside it.'),
  'content/pair-not-support': error('A pair that offers no counselling, training or business plan.'),
  'content/pair-loop': error('Finance is paired only with other finance.'),
  'content/pair-elsewhere': error('No pair of a finance service covers a place that it covers.'),
  'content/pair-covers-part': warning('Finance will be held back where no pair covers the place.'),
  'content/pair-itself': error('A service is paired with itself.'),
  'content/ended-service': warning('Something refers to a service that has ended.'),
  'content/ages-reversed': error('The minimum age is above the maximum age.'),
  'content/hours-reversed': error('Opening hours that end before they begin.'),
  // Safety.
  'content/not-a-danger': error('A topic that is not a danger stands where only dangers may.'),
  'content/danger-misplaced': error('A danger stands among the everyday topics.'),
  'content/missing-safety-text': error('A danger without its fixed text in a language of the line.'),
  'content/number-in-safety-text': error(
    'A phone number inside a safety text; numbers come from numbers.yaml.',
  ),
  'content/safety-number-differs': error('A safety number that its service does not have.'),
  'content/ended-safety-service': error('A safety number whose service has ended.'),
  // Phrases.
  'content/phrase-repeated': warning('A phrase is written twice for one meaning.'),
  'content/phrase-twice': error('One phrase stands for two meanings.'),
  'content/phrase-too-long': error('A phrase longer than anybody writes.'),
  'content/topic-without-phrases': warning('A topic that nobody can ask for in a language.'),
  // Texts and languages.
  'content/missing-language': error('A text is missing in a language of the line.'),
  'content/not-translated': warning('What a line inherits is missing in a language that it adds.'),
  'content/missing-language-file': error('A language of the line has no language.json.'),
  'content/missing-namespace': error('A language lacks a file of texts that English has.'),
  'content/missing-text': error('A text that is needed is missing.'),
  'content/extra-text': warning('A text that English does not have, so that nobody sees it.'),
  'content/text-not-group': error('A text where English has a group of texts, or the reverse.'),
  'content/missing-placeholder': error('A translation lacks a {{value}} that English has.'),
  'content/extra-placeholder': error('A translation has a {{value}} that English does not have.'),
  'content/broken-placeholder': error('A {{value}} with a brace too few or too many.'),
  'content/missing-plural': error('A plural form that the language needs is missing.'),
  'content/extra-plural': warning('A plural form that the language does not use.'),
  'content/missing-choice-label': error('A choice of a dialog has no label.'),
  'content/button-too-long': warning(
    'A label too long for a button of 20 characters; a list is drawn instead.',
  ),
  'content/row-too-long': warning(
    'A label too long for a list row of 24 characters; numbered lines are drawn instead.',
  ),
  // Dialogs.
  'content/no-verb': error('A step without a verb.'),
  'content/two-verbs': error('A step with more than one verb.'),
  'content/misplaced-key': error('A key that the verb of its step does not have.'),
  'content/duplicate-step': error('Two steps of a dialog have the same name.'),
  'content/was-clash': error('A former name that another step has or had.'),
  'content/unknown-step': error('A step or dialog that does not exist.'),
  'content/unreachable-step': warning('A step that no path leads to.'),
  'content/missing-dialog': error('A dialog that every line needs is not there.'),
  'content/endless-loop': error('A path that goes round without ever waiting for an answer.'),
  'content/condition': error('A condition with no test, or with more than one.'),
  'content/unknown-slot': error('A slot that the line does not remember.'),
  'content/choices-slot': error('Choices that do not fit what the question remembers.'),
  'content/option-too-long': error('Dialog, step and choice together exceed the 64 bytes of a button.'),
} as const satisfies Readonly<Record<string, Entry>>;

export type ProblemCode = keyof typeof PROBLEM_CODES;
