import {
  openPart,
  openState,
  openUpdate,
  sealPart,
  sealState,
  sealUpdate,
} from '../../src/runtime/envelope.ts';
import { part, seal } from './house.ts';

const address = { channel: 'test', to: 'amal', note: '1795341600' };
const key = seal.conversation(address);
const content = { type: 'text', text: 'hello' } as const;

test('the note of an address travels with updates, states and parts, and is not part of who it is', () => {
  expect(openUpdate(seal, key, sealUpdate(seal, key, { id: 'u', address, content })).address).toEqual(
    address,
  );
  expect(openState(seal, key, sealState(seal, key, { state: null, address })).address).toEqual(address);
  expect(openPart(seal, key, sealPart(seal, key, { address, part: part('p', 'hi') })).address).toEqual(
    address,
  );
  expect(seal.conversation({ channel: 'test', to: 'amal' })).toBe(key);
});

test('what was sealed before there were notes opens without one', () => {
  const old = (kind: 'update' | 'state' | 'part', body: unknown) =>
    seal.seal(kind, key, JSON.stringify(body));
  const bare = { channel: 'test', to: 'amal' };
  expect(openUpdate(seal, key, old('update', ['u', 'test', 'amal', content, null])).address).toEqual(bare);
  expect(openState(seal, key, old('state', [null, 'test', 'amal'])).address).toEqual(bare);
  expect(openPart(seal, key, old('part', ['test', 'amal', part('p', 'hi')])).address).toEqual(bare);
});
