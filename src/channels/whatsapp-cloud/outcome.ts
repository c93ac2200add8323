// What Meta's error codes mean for the message at hand. Must not know how it was sent.

import type { Sent } from '../../runtime/ports.ts';

export type Outcome =
  | Exclude<Sent, { type: 'sent' }>
  /** Passing: try again with a growing pause. */
  | { readonly type: 'passing' }
  /** Nobody is answered until the operator does something: a token, a payment, a policy. */
  | { readonly type: 'account'; readonly kind: 'permission' | 'other'; readonly say: string };

/** `retryAfter` in seconds as the answer's header says, or null. */
export function outcomeOf(code: number, status: number, retryAfter: number | null): Outcome {
  const wait = (seconds: number): Outcome => ({ type: 'wait', seconds: retryAfter ?? seconds });
  switch (code) {
    case 131047:
      return { type: 'refused', why: 'whatsapp-cloud/window-closed' };
    // Not on WhatsApp any more, has blocked the line, or has not accepted WhatsApp's terms.
    case 131026:
      return { type: 'gone' };
    case 131030:
      return { type: 'refused', why: 'whatsapp-cloud/not-a-test-recipient' };
    case 130497:
      return { type: 'refused', why: 'whatsapp-cloud/country-restricted' };
    // Too many to this one person; Meta lets pass one message in six seconds.
    case 131056:
      return wait(6);
    case 130429:
      return wait(5);
    case 4:
    case 80007:
    case 131048:
      return wait(60);
    case 1:
    case 2:
    case 131000:
    case 131016:
    case 131057:
    case 133004:
      return { type: 'passing' };
    default:
      break;
  }
  const say = ACCOUNT.get(code);
  if (say !== undefined) return account(say);
  if (code >= 200 && code <= 299) return account(NO_PERMISSION);
  if (status === 429) return wait(30);
  if (status >= 500) return { type: 'passing' };
  if (status === 401) return account(NO_TOKEN);
  return { type: 'refused', why: `whatsapp-cloud/graph-${code > 0 ? code : status}` };
}

function account(say: string): Outcome {
  return { type: 'account', kind: say === NO_PERMISSION ? 'permission' : 'other', say };
}

const NO_TOKEN = 'Meta refuses the token. Make a new one for the system user and set WHATSAPP_CLOUD_TOKEN';
const NO_PERMISSION =
  'the token may not send. Give its system user the permission whatsapp_business_messaging for this account';

const ACCOUNT: ReadonlyMap<number, string> = new Map([
  [0, NO_TOKEN],
  [190, NO_TOKEN],
  [3, NO_PERMISSION],
  [10, NO_PERMISSION],
  [131005, NO_PERMISSION],
  [33, 'Meta does not know the number. Check WHATSAPP_CLOUD_PHONE_NUMBER_ID'],
  [133010, 'the number is not registered for the Cloud API. Register it in WhatsApp Manager'],
  [131045, 'the number is not registered for the Cloud API. Register it in WhatsApp Manager'],
  [131042, 'Meta wants a payment method. Look under Billing in WhatsApp Manager'],
  [131031, 'Meta has locked the account. Look under Account quality in WhatsApp Manager'],
  [131037, 'the display name of the number is not approved. Look in WhatsApp Manager'],
  [368, 'Meta has restricted the account. Look under Account quality in WhatsApp Manager'],
]);
