// Reads activities of the line with care: whatever comes is checked, and only plain data goes on. Must not know the DOM.

export type Mark =
  | { readonly type: 'bold'; readonly start: number; readonly length: number }
  | { readonly type: 'link'; readonly start: number; readonly length: number; readonly href: string };

export type Choice = { readonly id: string; readonly label: string };

export type Message = {
  readonly id: string;
  /** Set on the echo of what this or another tab has sent. */
  readonly clientId: string | null;
  readonly from: 'person' | 'line';
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly language: string | null;
  readonly direction: 'ltr' | 'rtl' | 'auto';
  readonly draw: 'none' | 'buttons' | 'list' | 'numbered';
  readonly listButton: string | null;
  readonly urgent: boolean;
  readonly choices: readonly Choice[];
  /** Everything before this message has been deleted. */
  readonly erases: boolean;
  /** Milliseconds since 1970; null when the line does not say. */
  readonly at: number | null;
};

export type Heard =
  | { readonly type: 'message'; readonly message: Message }
  | { readonly type: 'typing' }
  | { readonly type: 'erased' };

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function readMark(value: unknown): Mark[] {
  const { type, start, length, href } = fields(value);
  if (!Number.isInteger(start) || !Number.isInteger(length)) return [];
  const range = { start: start as number, length: length as number };
  if (range.start < 0 || range.length <= 0) return [];
  if (type === 'bold') return [{ type, ...range }];
  return type === 'link' && typeof href === 'string' ? [{ type, ...range, href }] : [];
}

function readChoice(value: unknown): Choice[] {
  const { id, label } = fields(value);
  return typeof id === 'string' && typeof label === 'string' && label !== '' ? [{ id, label }] : [];
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

/** What one activity means for the chat, or null when it means nothing to it. */
export function readActivity(raw: unknown): Heard | null {
  const activity = fields(raw);
  const fromLine = fields(activity.from).role === 'bot';
  if (activity.type === 'typing') return fromLine ? { type: 'typing' } : null;
  if (activity.type === 'endOfConversation') return { type: 'erased' };
  const id = text(activity.id);
  if (activity.type !== 'message' || id === null) return null;
  const data = fields(activity.channelData);
  const own = fields(data.waypost);
  const time = Date.parse(text(activity.timestamp) ?? '');
  return {
    type: 'message',
    message: {
      id,
      clientId: text(data.clientActivityID),
      from: fromLine ? 'line' : 'person',
      text: text(activity.text) ?? '',
      marks: list(own.marks).flatMap(readMark),
      language: text(own.language) ?? text(activity.locale),
      direction: oneOf(own.direction, ['ltr', 'rtl', 'auto'], 'auto'),
      draw: oneOf(own.draw, ['none', 'buttons', 'list', 'numbered'], 'none'),
      listButton: text(own.listButton),
      urgent: own.urgent === true,
      choices: fromLine ? list(own.choices).flatMap(readChoice) : [],
      erases: fromLine && own.erased === true,
      at: Number.isNaN(time) ? null : time,
    },
  };
}
