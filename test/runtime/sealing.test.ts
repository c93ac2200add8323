import { createSeal } from '../../src/runtime/sealing.ts';

const [old, young] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const address = { channel: 'telegram', to: '4711' };

test('what is sealed opens again, in every script', () => {
  const seal = createSeal([old]);
  const text = 'أين أنا؟ Де я? 🧭 \u0000 ';
  const key = seal.conversation(address);
  const sealed = seal.seal('update', key, text);
  expect(sealed).not.toContain('Де');
  expect(seal.open('update', key, sealed)).toBe(text);
});

test('the same text is never sealed the same way twice', () => {
  const seal = createSeal([old]);
  expect(seal.seal('state', 'k', 'text')).not.toBe(seal.seal('state', 'k', 'text'));
});

test('a body of another conversation, of another kind, altered or cut does not open', () => {
  const seal = createSeal([old]);
  const sealed = seal.seal('state', 'k', 'text');
  const altered = Buffer.from(sealed, 'base64url');
  altered[altered.length - 1]! ^= 1;
  const cases = [
    () => seal.open('state', 'other', sealed),
    () => seal.open('part', 'k', sealed),
    () => seal.open('state', 'k', altered.toString('base64url')),
    () => seal.open('state', 'k', sealed.slice(0, 20)),
    () => seal.open('state', 'k', ''),
    () => createSeal([young]).open('state', 'k', sealed),
  ];
  for (const open of cases) expect(open).toThrow(expect.objectContaining({ code: 'runtime/sealed' }));
});

test('a new key in front seals, the old one still opens, and conversations keep their keys', () => {
  const before = createSeal([old]);
  const after = createSeal([young, old]);
  const key = before.conversation(address);
  expect(after.conversation(address)).toBe(key);
  expect(after.updateId(address, '1')).toBe(before.updateId(address, '1'));
  expect(after.open('state', key, before.seal('state', key, 'kept'))).toBe('kept');
  expect(createSeal([young]).open('state', key, after.seal('state', key, 'new'))).toBe('new');
});

test('ids tell nothing of the address and are not confused by where one piece ends', () => {
  const seal = createSeal([old]);
  expect(seal.conversation(address)).toMatch(/^[\w-]{22}$/);
  expect(seal.conversation({ channel: 'a', to: 'bc' })).not.toBe(
    seal.conversation({ channel: 'ab', to: 'c' }),
  );
  expect(seal.conversation(address)).not.toBe(createSeal([young]).conversation(address));
  expect(seal.updateId(address, '1')).not.toBe(seal.updateId({ ...address, to: '4712' }, '1'));
});

test('a key of the wrong length, or none, is refused', () => {
  expect(() => createSeal([])).toThrow(expect.objectContaining({ code: 'runtime/key' }));
  expect(() => createSeal([Buffer.alloc(31)])).toThrow(expect.objectContaining({ code: 'runtime/key' }));
});
