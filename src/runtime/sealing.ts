// Keeps what the store holds unreadable: bodies by AES-256-GCM, ids by keyed hashes. Must not know what the bodies mean.

import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Fault } from '../model/fault.ts';
import type { Address } from '../model/update.ts';
import type { ConversationKey } from './ports.ts';

/** What a sealed body is; a body sealed as one kind does not open as another. */
export type SealedKind = 'update' | 'state' | 'part' | 'entry';

export type Seal = {
  /** Address → key of its conversation: 22 characters, the same on every process that has the same keys. */
  conversation(address: Address): ConversationKey;
  /** A channel's update id → 22 characters that tell nothing about the person. */
  updateId(address: Address, id: string): string;
  /** Text → base64url, bound to this conversation and kind. */
  seal(kind: SealedKind, conversation: ConversationKey, text: string): string;
  /** The text again; throws Fault `runtime/sealed` when it was altered, or sealed elsewhere or under an unknown key. */
  open(kind: SealedKind, conversation: ConversationKey, sealed: string): string;
};

type SealingKey = { readonly id: number; readonly key: Buffer };

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 128 bits: no two conversations meet, and every call to the store carries the key several times. */
const ID_BYTES = 16;

/**
 * Makes the seal from keys of 32 bytes. The first one seals, all of them open; ids are hashed under the last (oldest) one,
 * so that a new key in front leaves running conversations where they are. Throws Fault `runtime/key` for a wrong length.
 */
export function createSeal(keys: readonly Uint8Array[]): Seal {
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
    throw new Fault('runtime/key', `a key must have ${KEY_BYTES} bytes`);
  }
  const oldest = keys[keys.length - 1]!;
  const conversationSecret = derive(oldest, 'conversation');
  const updateSecret = derive(oldest, 'update-id');
  const sealing = keys.map((key) => ({ id: derive(key, 'key-id')[0]!, key: derive(key, 'seal') }));
  const first = sealing[0]!;

  return {
    conversation: (address) => hash(conversationSecret, [address.channel, address.to]),
    updateId: (address, id) => hash(updateSecret, [address.channel, address.to, id]),
    seal(kind, conversation, text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', first.key, nonce);
      cipher.setAAD(boundTo(kind, conversation));
      const body = [cipher.update(text, 'utf8'), cipher.final()];
      return Buffer.concat([Buffer.of(first.id), nonce, cipher.getAuthTag(), ...body]).toString('base64url');
    },
    open(kind, conversation, sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length > NONCE_BYTES + TAG_BYTES) {
        const aad = boundTo(kind, conversation);
        for (const candidate of sealing) {
          const text = candidate.id === bytes[0] ? tryOpen(candidate, bytes, aad) : null;
          if (text !== null) return text;
        }
      }
      throw new Fault('runtime/sealed', `a sealed ${kind} cannot be opened`);
    },
  };
}

function derive(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `waypost ${purpose}`, KEY_BYTES));
}

/** JSON keeps the pieces apart: ["a","bc"] and ["ab","c"] are not the same. */
function hash(secret: Buffer, pieces: readonly string[]): string {
  const mac = createHmac('sha256', secret).update(JSON.stringify(pieces)).digest();
  return mac.subarray(0, ID_BYTES).toString('base64url');
}

function boundTo(kind: SealedKind, conversation: ConversationKey): Buffer {
  return Buffer.from(`${kind} ${conversation}`);
}

function tryOpen(candidate: SealingKey, bytes: Buffer, aad: Buffer): string | null {
  const body = 1 + NONCE_BYTES + TAG_BYTES;
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', candidate.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, body));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
