// What an operator sets for Telegram. Must not know where it is written.

export type TelegramSettings = {
  /** As BotFather gave it, `123456:ABC…`. */
  readonly token: string;
  /** Address of the Bot API, ends with `/`. */
  readonly apiRoot: string;
  /** Public base address of the line, ends with `/`; null: updates are fetched by long polling. */
  readonly webhookUrl: string | null;
  /** 16 to 256 letters, digits, `_` and `-`; null: one is derived from the token. */
  readonly webhookSecret: string | null;
};
