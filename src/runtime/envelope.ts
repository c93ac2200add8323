// What stands inside the sealed bodies: updates, states, parts on their way, entries of the journal. Must not know stores.

import { Fault } from '../model/fault.ts';
import type { Part } from '../model/part.ts';
import type { Address, Content, Update } from '../model/update.ts';
import type { ConversationKey } from './ports.ts';
import type { Seal } from './sealing.ts';

/** A state with the address it belongs to. What the state means is for its owner to check. */
export type StateEnvelope = { readonly state: unknown; readonly address: Address };

export type PartEnvelope = { readonly address: Address; readonly part: Part };

/** An entry that the line wrote into a journal; `at` is ms since 1970. A channel's own echoes carry another `from`. */
export type LineEntry = { readonly from: 'line'; readonly at: number; readonly part: Part };

/** Lists, not objects: each turn carries these bodies twice, and the names would be half of them. */
export function sealUpdate(seal: Seal, conversation: ConversationKey, update: Update): string {
  const { id, address, content, language } = update;
  const body = [id, address.channel, address.to, content, language, address.note];
  return seal.seal('update', conversation, JSON.stringify(body));
}

/** Throws Fault `runtime/sealed` when it cannot be opened or read; so do the other `open` functions here. */
export function openUpdate(seal: Seal, conversation: ConversationKey, sealed: string): Update {
  const [id, channel, to, content, language, note] = list(seal.open('update', conversation, sealed)) as [
    string,
    string,
    string,
    Content,
    string | null,
    string | null | undefined,
  ];
  const update = { id, address: addressOf(channel, to, note), content };
  return language === null ? update : { ...update, language };
}

export function sealState(seal: Seal, conversation: ConversationKey, envelope: StateEnvelope): string {
  const { state, address } = envelope;
  return seal.seal('state', conversation, JSON.stringify([state, address.channel, address.to, address.note]));
}

export function openState(seal: Seal, conversation: ConversationKey, sealed: string): StateEnvelope {
  const [state, channel, to, note] = list(seal.open('state', conversation, sealed)) as [
    unknown,
    string,
    string,
    string | null | undefined,
  ];
  return { state, address: addressOf(channel, to, note) };
}

export function sealPart(seal: Seal, conversation: ConversationKey, envelope: PartEnvelope): string {
  const { address, part } = envelope;
  return seal.seal('part', conversation, JSON.stringify([address.channel, address.to, part, address.note]));
}

export function openPart(seal: Seal, conversation: ConversationKey, sealed: string): PartEnvelope {
  const [channel, to, part, note] = list(seal.open('part', conversation, sealed)) as [
    string,
    string,
    Part,
    string | null | undefined,
  ];
  return { address: addressOf(channel, to, note), part };
}

export function sealLineEntry(seal: Seal, conversation: ConversationKey, entry: LineEntry): string {
  return seal.seal('entry', conversation, JSON.stringify(entry));
}

/** What was sealed before addresses had notes has none. */
function addressOf(channel: string, to: string, note: string | null | undefined): Address {
  return { channel, to, ...(typeof note === 'string' && { note }) };
}

function list(json: string): unknown {
  try {
    const body: unknown = JSON.parse(json);
    if (Array.isArray(body)) return body;
  } catch {
    // As unreadable as any other form.
  }
  throw new Fault('runtime/sealed', 'a sealed body has an unknown form');
}
