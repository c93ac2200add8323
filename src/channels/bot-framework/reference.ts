// Where a Bot Framework conversation is answered: the ids that a connector needs, and no name. Must not know who calls it.

import type { ConversationReference } from 'botframework-schema';
import { type Fields, fieldsOf } from '../web-chat/guarded-json.ts';

const LONGEST = 1_000;

/** What an activity tells of it; null when something is missing. */
export function referenceOf(activity: Fields): Partial<ConversationReference> | null {
  const conversation = fieldsOf(activity.conversation);
  const ids = [
    activity.channelId,
    activity.serviceUrl,
    conversation?.id,
    idOf(activity.recipient),
    userOf(activity),
  ];
  if (!ids.every((id): id is string => typeof id === 'string' && id !== '' && id.length <= LONGEST))
    return null;
  const [channelId, serviceUrl, id, bot, user] = ids as [string, string, string, string, string];
  const tenantId = conversation?.tenantId;
  return {
    channelId,
    serviceUrl,
    conversation: {
      id,
      ...(typeof tenantId === 'string' && { tenantId }),
    } as ConversationReference['conversation'],
    bot: { id: bot } as ConversationReference['bot'],
    user: { id: user } as NonNullable<ConversationReference['user']>,
  };
}

/** The reference out of an address's note; null when it cannot be read. */
export function readReference(note: string | undefined): Partial<ConversationReference> | null {
  try {
    const reference = fieldsOf(JSON.parse(note ?? 'null'));
    return reference === undefined ? null : (reference as Partial<ConversationReference>);
  } catch {
    return null;
  }
}

/** Who is answered. When the bot itself brought the person in, she is among the members that were added. */
function userOf(activity: Fields): unknown {
  const bot = idOf(activity.recipient);
  const { from, membersAdded } = activity;
  if (idOf(from) !== bot || !Array.isArray(membersAdded)) return idOf(from);
  return membersAdded.map(idOf).find((id) => id !== bot) ?? idOf(from);
}

function idOf(account: unknown): unknown {
  return fieldsOf(account)?.id;
}
