// Links that open a topic, `https://t.me/the_bot?start=biz-right`, or a topic in a language, `…?start=biz-right__ar`.
// Telegram allows letters, digits, `_` and `-` in them. Must not know which topics exist.

export type Opened = { readonly topic?: string; readonly language?: string };

/** The link for a poster: `biz.right`, `ar` → `https://t.me/the_bot?start=biz-right__ar`. */
export function deepLink(bot: string, { topic = '', language }: Opened = {}): string {
  const payload = `${topic.replace('.', '-')}${language === undefined ? '' : `__${language}`}`;
  return `https://t.me/${bot}${payload && `?start=${payload}`}`;
}

/** `biz-right`, `biz_right`, `biz-right__ar`, `__ar`; nothing of what cannot be a topic or a language. */
export function readDeepLink(payload: string): Opened {
  const [, link = '', language] = /^(.*?)(?:__([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?))?$/s.exec(payload) ?? [];
  const topic = /^([a-z]+)[-_.]([a-z0-9][a-z0-9_-]*)$/i.exec(link);
  return {
    ...(topic && { topic: `${topic[1]}.${topic[2]}`.toLowerCase() }),
    ...(language !== undefined && { language }),
  };
}
