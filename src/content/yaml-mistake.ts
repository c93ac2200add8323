// A YAML parser's complaint → plain words and the place where the author should look. Must not know the parser.

import type { ProblemCode } from './problem-codes.ts';

export type YamlMistake = {
  readonly code: ProblemCode;
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
};

/** What the parser said, and where the last quotation mark and bracket before it opened. */
export type Complaint = {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly quote: number | null;
  readonly bracket: number | null;
};

/** The complaint in words for somebody who does not know YAML. */
export function yamlMistake(complaint: Complaint): YamlMistake {
  const { code, offset } = complaint;
  switch (code) {
    case 'TAB_AS_INDENT':
      return mistake(
        'content/tab',
        offset,
        'A tab stands where spaces are needed.',
        'Indent with spaces only.',
      );
    case 'MULTIPLE_DOCS':
      return mistake(
        'content/syntax',
        offset,
        'A line of three dashes begins a second document.',
        'Remove it; one file holds one document.',
      );
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return mistake(
        'content/syntax',
        offset,
        'A colon is missing or one too many here, or a line nearby is indented differently.',
        COLON_OR_INDENT,
      );
    case 'BAD_SCALAR_START':
      return mistake(
        'content/syntax',
        offset,
        'A text cannot begin with this character.',
        'Put the text in double quotes.',
      );
    case 'BAD_DQ_ESCAPE':
      return mistake(
        'content/syntax',
        offset,
        'A backslash in double quotes begins a code that does not exist.',
        'Write two backslashes, or use single quotes.',
      );
    case 'MISSING_CHAR':
      return missingCharacter(complaint);
    case 'BAD_INDENT':
      return badIndent(complaint);
    default:
      return mistake('content/syntax', offset, 'This is not written as YAML expects it.', QUOTE_HINT);
  }
}

const QUOTE_HINT =
  'Check quotes, colons and indentation here; a text with quotes, ": " or " #" in it must be quoted as a whole.';
const COLON_OR_INDENT =
  'Give lines of one level the same indentation, and put a text that holds ": " in double quotes.';

function mistake(code: ProblemCode, offset: number, message: string, hint: string): YamlMistake {
  return { code, offset, message, hint };
}

function missingCharacter({ message, offset, quote }: Complaint): YamlMistake {
  if (/closing/i.test(message)) {
    return mistake(
      'content/syntax',
      quote ?? offset,
      'A quotation mark opens here and is never closed.',
      'Add the closing quotation mark.',
    );
  }
  if (/map values/.test(message)) {
    return mistake(
      'content/syntax',
      offset,
      'A colon is missing after this key.',
      'Write "key: value", or indent the line if it continues a text.',
    );
  }
  return mistake(
    'content/syntax',
    offset,
    'Something is missing here, or a line nearby is indented differently.',
    QUOTE_HINT,
  );
}

function badIndent({ message, offset, bracket }: Complaint): YamlMistake {
  if (/Flow/.test(message)) {
    return mistake(
      'content/syntax',
      bracket ?? offset,
      'A bracket opens here and is never closed.',
      'Add the closing bracket.',
    );
  }
  return mistake(
    'content/syntax',
    offset,
    'This line is indented differently from its neighbours.',
    COLON_OR_INDENT,
  );
}
