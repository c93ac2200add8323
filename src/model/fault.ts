// Broken machinery. Carries a code and never a person's words, number or token.

export class Fault extends Error {
  readonly code: string;

  /** @param code `room/what`, documented in docs/problems.md and never reused. */
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
  }
}
