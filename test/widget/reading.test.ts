import { onlyLink, safeHref, toSections } from '../../src/widget/chat/rich-text.ts';
import { readToChat, readToLoader, sealed } from '../../src/widget/frame-message.ts';
import { readActivity } from '../../src/widget/line/activity.ts';
import { backOff } from '../../src/widget/line/back-off.ts';
import { contrast, onColour, readableOn, readColour } from '../../src/widget/look/palette.ts';

test('a text is cut into runs that put together give the text again', () => {
  const text = 'Call 112 now\nor write';
  const marks = [
    { type: 'bold', start: 0, length: 8 },
    { type: 'link', start: 5, length: 3, href: 'tel:112' },
  ] as const;
  const [section] = toSections(text, marks);
  const [first, second] = section!.paragraphs[0]!;
  expect(first).toEqual([
    { text: 'Call ', bold: true, href: null },
    { text: '112', bold: true, href: 'tel:112' },
    { text: ' now', bold: false, href: null },
  ]);
  expect(second!.map((run) => run.text).join('')).toBe('or write');
  expect(onlyLink(first!)).toBe('tel');
});

test('a bold first line begins a card that holds the paragraphs after it', () => {
  const text = 'Before.\n\n\u2068Name\u2069\nWhat\n\nPhone\n\nOther\nWhat';
  const name = text.indexOf('Name');
  const other = text.indexOf('Other');
  const sections = toSections(text, [
    { type: 'bold', start: name, length: 4 },
    { type: 'bold', start: other, length: 5 },
  ]);
  expect(sections.map(({ titled, paragraphs }) => [titled, paragraphs.length])).toEqual([
    [false, 1],
    [true, 2],
    [true, 1],
  ]);
});

test('marks outside the text or of a foreign kind do no harm', () => {
  const heard = readActivity({
    type: 'message',
    id: '1',
    text: 'short',
    from: { role: 'bot' },
    channelData: {
      waypost: {
        marks: [
          { type: 'bold', start: -1, length: 3 },
          { type: 'x' },
          null,
          { type: 'bold', start: 2, length: 99 },
        ],
        choices: [{ id: 1 }, 'x'],
      },
    },
  });
  expect(heard).toMatchObject({
    type: 'message',
    message: { choices: [], marks: [{ start: 2, length: 99 }] },
  });
  if (heard?.type === 'message') expect(toSections('short', heard.message.marks)).toHaveLength(1);
});

test.each([null, 1, 'x', [], {}, { type: 'message' }, { type: 'message', id: 3 }, { type: 'event' }])(
  'an activity that is none says nothing: %p',
  (raw) => {
    expect(readActivity(raw)).toBeNull();
  },
);

test('a person cannot be given the line’s voice by a missing role', () => {
  expect(readActivity({ type: 'message', id: '1', text: 'x' })).toMatchObject({
    message: { from: 'person' },
  });
});

test.each([
  ['https://a.example', true],
  ['tel:112', true],
  ['mailto:a@b.example', true],
  ['http://a.example', false],
  ['javascript:alert(1)', false],
  [' \u0000javascript:alert(1)', false],
  ['data:text/html,x', false],
])('only https, tel and mailto are linked: %s', (href, safe) => {
  expect(safeHref(href) !== null).toBe(safe);
});

test('waits grow to ten seconds and stay there', () => {
  expect([0, 1, 2, 3, 4, 50].map(backOff)).toEqual([1000, 2000, 5000, 10_000, 10_000, 10_000]);
});

test.each(['#ffffff', '#000000', '#ffcc00', '#777777', '#0b6e63', '#e91e63', '#00ff00'])(
  'a partner’s colour %s is readable as ground and as ink',
  (colour) => {
    expect(contrast(colour, onColour(colour))).toBeGreaterThanOrEqual(4.5);
    for (const ground of ['#f3ece0', '#ffffff', '#2a3132', '#161b1c']) {
      expect(contrast(readableOn(colour, ground), ground)).toBeGreaterThanOrEqual(4.5);
    }
  },
);

test('a colour that is none becomes the default', () => {
  for (const wrong of ['red', '#12', 'url(x)', undefined, 7]) expect(readColour(wrong)).toBe('#0b6e63');
});

test('only messages of our own kind cross the frame', () => {
  expect(readToLoader(sealed({ type: 'unread', count: 2 }))).toEqual({ type: 'unread', count: 2 });
  expect(readToChat(sealed({ type: 'opened' }))).toEqual({ type: 'opened' });
  for (const wrong of [
    null,
    'leave',
    { type: 'leave' },
    { mark: 'waypost-1', type: 'eval' },
    { mark: 'waypost-1', type: 'unread', count: 'x' },
  ]) {
    expect(readToLoader(wrong)).toBeNull();
    expect(readToChat(wrong)).toBeNull();
  }
});
