// A call to the Bot API as a value, so that no error carries the token or what a person wrote. Must not know telegraf.

export type Answer<T> =
  | { readonly ok: true; readonly result: T }
  | {
      readonly ok: false;
      /** HTTP status or the API's own code; 0 when no answer came that could be read. */
      readonly status: number;
      /** Telegram's words, for telling cases apart; never logged. */
      readonly description: string;
      /** Seconds that Telegram asks to wait. */
      readonly retryAfter?: number;
    };

export type CallOptions = {
  /** Milliseconds until the call has failed. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
};

/** Never throws. */
export type Call = <T>(
  method: Method,
  payload: Readonly<Record<string, unknown>>,
  options?: CallOptions,
) => Promise<Answer<T>>;

export type Method =
  | 'getMe'
  | 'getUpdates'
  | 'setWebhook'
  | 'deleteWebhook'
  | 'getWebhookInfo'
  | 'setMyCommands'
  | 'sendMessage'
  | 'sendChatAction'
  | 'answerCallbackQuery'
  | 'deleteMessage'
  | 'leaveChat';

/** What the line wants to hear of; Telegram keeps the rest to itself. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query', 'my_chat_member'] as const;
