import { type ChoiceWords, pickLoosely } from '../../src/triage/choice.ts';
import { normalise } from '../../src/triage/normalise.ts';

const words = (yes: string, no: string, ordinals: string): ChoiceWords => ({
  yes: yes.split(',').map(normalise),
  no: no.split(',').map(normalise),
  ordinals: ordinals.split(',').map((position) => position.split('/').map(normalise)),
});
const LANGUAGES = [
  words('yes,ok,yes please', 'no,not ok', 'first/1st,second/2nd'),
  words('نعم,تمام', 'لا,لا شكرا', 'الأول,الثاني'),
  words('так', 'ні', 'перший,другий'),
];
const YES_NO = [
  { id: 'w/ok=yes', label: 'Yes' },
  { id: 'w/ok=no', label: 'No' },
];
const pick = (text: string, offered = YES_NO) =>
  pickLoosely(normalise(text), offered, LANGUAGES)?.option ?? null;

describe('yes and no', () => {
  test.each([
    ['yes', 'w/ok=yes'],
    ['Yes please, thank you', 'w/ok=yes'],
    ['no, thanks', 'w/ok=no'],
    ['not ok', 'w/ok=no'],
    ['لا', 'w/ok=no'],
    ['لا شكراً', 'w/ok=no'],
    ['так, дякую', 'w/ok=yes'],
  ])('"%s" is an answer', (text, option) => {
    expect(pick(text)).toBe(option);
  });

  test.each([
    'no idea',
    'لا أستطيع الكلام',
    'no he hits me',
    'ні не можу говорити',
    'yes my boss',
    'no money',
    'ok no',
  ])('"%s" says more than an answer, so that it is heard as what it is', (text) => {
    expect(pick(text)).toBeNull();
  });
});

test.each([
  ['the second one please', 'b'],
  ['first', 'a'],
  ['first aid', null],
  ['second hand shop', null],
])('"%s" picks %s of two choices', (text, option) => {
  const offered = [
    { id: 'a', label: 'Advice' },
    { id: 'b', label: 'Training' },
  ];
  expect(pick(text, offered)).toBe(option);
});
