// A Direct Line request that is refused, with the status and code its client understands. Must not know routes.

/** Thrown in a route; shown as `{"error":{"code","message"}}`. The message never repeats what was sent. */
export class Refusal extends Error {
  readonly statusCode: number;
  readonly code: string;
  readonly expose = true;

  constructor(statusCode: number, code: string, message: string) {
    super(message);
    this.name = 'Refusal';
    this.statusCode = statusCode;
    this.code = code;
  }
}

export function badArgument(message: string): Refusal {
  return new Refusal(400, 'BadArgument', message);
}

export function noSuchConversation(): Refusal {
  return new Refusal(404, 'ConversationNotFound', 'There is no such conversation.');
}
