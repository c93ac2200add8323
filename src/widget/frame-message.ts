// What the loader and the chat say to each other across the frame, and the check that it is that and nothing else.
// Carries no token and no word of a person.

export type ToChat = { readonly type: 'opened' } | { readonly type: 'closed' };
export type ToLoader =
  | { readonly type: 'ready' }
  | { readonly type: 'close' }
  | { readonly type: 'leave' }
  | { readonly type: 'unread'; readonly count: number };

const MARK = 'waypost-1';

/** Wraps a message so that other scripts' messages cannot be taken for ours. */
export function sealed<T extends ToChat | ToLoader>(message: T): T & { readonly mark: string } {
  return { mark: MARK, ...message };
}

function fieldsOf(data: unknown): { type?: unknown; count?: unknown } | null {
  if (typeof data !== 'object' || data === null) return null;
  return (data as { mark?: unknown }).mark === MARK ? data : null;
}

/** The message for the chat, or null for anything else. */
export function readToChat(data: unknown): ToChat | null {
  const type = fieldsOf(data)?.type;
  return type === 'opened' || type === 'closed' ? { type } : null;
}

/** The message for the loader, or null for anything else. */
export function readToLoader(data: unknown): ToLoader | null {
  const fields = fieldsOf(data);
  const type = fields?.type;
  if (type === 'ready' || type === 'close' || type === 'leave') return { type };
  const count = fields?.count;
  if (type === 'unread' && typeof count === 'number' && count >= 0 && count < 1000) return { type, count };
  return null;
}
