// The values inside a text: {{place}}, and texts within texts: $t(common:menu). Must not know any language.

/** Names in double braces and references, without formats: `{{count, number}}` → `{{count}}`. */
export function placeholders(text: string): ReadonlySet<string> {
  const values = [...text.matchAll(/\{\{-?\s*([\w.-]+)\s*(?:,[^{}]*)?\}\}/g)].map(
    (match) => `{{${match[1]}}}`,
  );
  const references = [...text.matchAll(/\$t\(\s*([^),\s]+)/g)].map((match) => `$t(${match[1]})`);
  return new Set([...values, ...references]);
}

/** What is left of braces once all well-written values are taken out; null when nothing is. */
export function brokenPlaceholder(text: string): string | null {
  const rest = text.replace(/\{\{-?\s*[\w.-]+\s*(?:,[^{}]*)?\}\}/g, '');
  return /\{[^{}]*\}?|\}/.exec(rest)?.[0] ?? null;
}
