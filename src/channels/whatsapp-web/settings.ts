// What an operator sets for WhatsApp Web. Must not know where it is written.

export type WhatsAppWebSettings = {
  /** Folder of the paired session and of the browser's profile; made when it is not there. */
  readonly folder: string;
  /** Path of a Chromium or Chrome. */
  readonly chromium: string;
  /** What a browser needs of the environment: PATH, HOME, proxies. */
  readonly environment: Readonly<Record<string, string>>;
  /** Opens the operator's page from anywhere; null: only this machine may. */
  readonly operatorToken: string | null;
};
