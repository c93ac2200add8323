// Links that open a topic, `https://t.me/the_bot?start=biz-right`. Telegram allows letters, digits, `_` and `-` in them.
// Must not know which topics exist.

/** The link for a poster: `biz.right` → `https://t.me/the_bot?start=biz-right`. */
export function deepLink(bot: string, topic?: string): string {
  return `https://t.me/${bot}${topic === undefined ? '' : `?start=${topic.replace('.', '-')}`}`;
}

/** `biz-right`, `biz_right` → `biz.right`; undefined for what cannot be a topic. */
export function topicOf(payload: string): string | undefined {
  const found = /^([a-z]+)[-_.]([a-z0-9][a-z0-9_-]*)$/i.exec(payload);
  return found ? `${found[1]}.${found[2]}`.toLowerCase() : undefined;
}
