// Three hundred strings that spoil texts: halves of characters, joined emoji, heaps of marks, mixed directions, controls.

const PIECES = [
  'plain words ',
  'مرحبا بالعالم ',
  '123 456 ',
  '👩‍👩‍👧‍👦',
  '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  '🇺🇦🇩🇪',
  'e\u0301\u0323\u0302',
  `a${'\u0301'.repeat(60)}`,
  'می‌خواهم ',
  '\ud83d',
  '\udc4d',
  '\u202eevil\u202c',
  '\u2066\u2067\u2068',
  '\u2069',
  '\u0000\u0007\u001b[31m',
  '\ufeff',
  'https://example.org/a?b=c&d=ü#e ',
  '+49 40 123 456 ',
  'mail@example.org, ',
  '{{topic}} ',
  '$t(common:menu) ',
  '$& $1 $$ ',
  '<b>&amp;</b>',
  'Я шукаю роботу. ',
  '我想开一家餐馆。',
  'ฉันอยากเปิดร้าน',
  'ሰላም። ',
  '\n',
  '\n\n',
  '\t',
  '\u2028',
  ' ',
  '',
  'Donaudampfschifffahrtsgesellschaftskapitän',
  '*_~`[](',
];

/** Each piece alone, then mixtures; always the same. */
export function oddStrings(count = 300): readonly string[] {
  let state = 12345;
  const next = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const mixed = Array.from({ length: count - PIECES.length }, () =>
    Array.from({ length: 1 + next(24) }, () => PIECES[next(PIECES.length)]).join(''),
  );
  return [...PIECES, ...mixed];
}
