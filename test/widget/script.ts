// What the scripted line says. Names, numbers and addresses are placeholders.

import type { Activity } from './scripted-line.ts';

export type Said = {
  text: string;
  marks?: unknown[];
  direction?: string;
  language?: string;
  draw?: string;
  listButton?: string;
  urgent?: boolean;
  erased?: boolean;
  choices?: { id: string; label: string }[];
};

/** Marks `**bold**` and `[label](href)`, so that scripts stay readable. */
export function marked(source: string): { text: string; marks: unknown[] } {
  const marks: unknown[] = [];
  let text = '';
  for (const piece of source.split(/(\*\*[^*]+\*\*|\[[^\]]+\]\([^)]+\))/)) {
    const bold = /^\*\*(.+)\*\*$/.exec(piece);
    const link = /^\[(.+)\]\((.+)\)$/.exec(piece);
    const inner = bold?.[1] ?? link?.[1] ?? piece;
    if (bold) marks.push({ type: 'bold', start: text.length, length: inner.length });
    if (link) marks.push({ type: 'link', start: text.length, length: inner.length, href: link[2] });
    text += inner;
  }
  return { text, marks };
}

const PLACES =
  'Belgium,Germany,Greece,Spain,Finland,France,Ireland,Italy,Luxembourg,Netherlands,Austria,Poland,Sweden,United Kingdom';
const PLACES_AR =
  'بلجيكا,ألمانيا,اليونان,إسبانيا,فنلندا,فرنسا,أيرلندا,إيطاليا,لوكسمبورغ,هولندا,النمسا,بولندا,السويد,المملكة المتحدة';

const rows = (names: string) =>
  names.split(',').map((label, index) => ({ id: `place/country=${index}`, label }));

const TOPICS = [
  { id: '?biz.start', label: 'Start a business' },
  { id: '?fin.micro', label: 'A small loan' },
  { id: '?biz.right', label: 'May I work for myself?' },
  { id: '!person', label: 'Talk to a person' },
];
const TOPICS_AR = [
  { id: '?biz.start', label: 'بدء عمل خاص' },
  { id: '?fin.micro', label: 'قرض صغير' },
  { id: '?biz.right', label: 'هل يحقّ لي العمل لحسابي؟' },
  { id: '!person', label: 'التحدّث مع شخص' },
];

const CARDS = `**Example Start Centre**
Example Association
Why: in Hamburg · speaks Arabic · free

Advice on starting a business, with a mentor who knows the trade.
For: people with a recognised status
Cost: free

[030 000000](tel:030000000)
[start.example.org](https://start.example.org/)

Not confirmed yet: call first.
Source: [start.example.org](https://start.example.org/), 2023

**Example Loan Office**
Why: in Hamburg

Small loans for people the banks turn down.
Cost: loan, to be paid back

[+49 30 000 00 01](tel:+4930000001)
[office@example.org](mailto:office@example.org)

Not confirmed yet: call first.
Source: [loan.example.org](https://loan.example.org/), 2022`;

const CARDS_AR = `**\u2068Example Start Centre\u2069**
السبب: في هامبورغ · يتكلّمون العربية · مجّاناً

استشارة لبدء عمل خاص، مع مرشد.
الكلفة: مجّاناً

[\u2066030 000000\u2069](tel:030000000)
[\u2066start.example.org\u2069](https://start.example.org/)

لم يُؤكَّد بعد: اتّصل أوّلاً.
المصدر: [\u2066start.example.org\u2069](https://start.example.org/)، 2023

**\u2068Example Loan Office\u2069**
السبب: في هامبورغ

قروض صغيرة لمن ترفضهم البنوك.

[\u2066+49 30 000 00 01\u2069](tel:+4930000001)

لم يُؤكَّد بعد: اتّصل أوّلاً.
المصدر: \u2066loan.example.org\u2069، 2022`;

const URGENT = `You are not to blame. You decide what happens next.

Emergency: [112](tel:112)
Advice line (placeholder): [0800 000 000](tel:0800000000)`;

const URGENT_AR = `لست مذنباً. أنت من يقرّر ما يحدث بعد ذلك.

الطوارئ: [\u2066112\u2069](tel:112)
خط مشورة (مثال): [\u20660800 000 000\u2069](tel:0800000000)`;

/** The greeting in the language of the page. */
export function greetIn(language: string | undefined): Said[] {
  if (language === 'ar') return replyTo({ type: 'message', text: 'أهلاً' });
  return [
    {
      text: 'Hello. What would you like to know?',
      draw: 'buttons',
      choices: TOPICS,
      language: language ?? 'en',
    },
  ];
}

/** The line's answers. */
export function replyTo(activity: Activity): Said[] {
  const arabic = { language: 'ar', direction: 'rtl' };
  const said = activity.text ?? '';
  switch (said) {
    case 'أهلاً':
      return [{ text: 'أهلاً بك. ماذا تريد أن تعرف؟', ...arabic, draw: 'buttons', choices: TOPICS_AR }];
    case 'list':
      return [
        {
          text: 'Which country are you in?',
          draw: 'list',
          listButton: 'Choose a country',
          choices: rows(PLACES),
        },
      ];
    case 'قائمة':
      return [
        {
          text: 'في أي بلد أنت؟',
          ...arabic,
          draw: 'list',
          listButton: 'اختر بلداً',
          choices: rows(PLACES_AR),
        },
      ];
    case 'cards':
      return [
        { text: 'These two can help you. Money alone rarely helps, so advice comes with it.' },
        {
          ...marked(CARDS),
          draw: 'buttons',
          choices: [
            { id: '+more', label: 'Show more' },
            { id: '!menu', label: 'Menu' },
          ],
        },
      ];
    case 'بطاقات':
      return [
        { ...marked(CARDS_AR), ...arabic, draw: 'buttons', choices: [{ id: '+more', label: 'المزيد' }] },
      ];
    case 'urgent':
      return [{ ...marked(URGENT), urgent: true }];
    case 'عاجل':
      return [{ ...marked(URGENT_AR), ...arabic, urgent: true }];
    case 'script':
      return [
        {
          ...marked('<img src=x onerror=alert(1)> [bad](javascript:alert(1)) [good](https://good.example/)'),
        },
      ];
    case 'quiet':
      return [];
    default:
      return [{ text: `You said: ${said}` }];
  }
}
