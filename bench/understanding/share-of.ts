// Shares with their 95 % interval, for the tables. Must not know what is counted.

export type Tally = { right: number; all: number };

/** `87.3 (82–91)`, Wilson's interval in percent; `–` for nothing. */
export function shareOf({ right, all }: Tally): string {
  if (all === 0) return '–';
  const z = 1.96;
  const share = right / all;
  const middle = (share + (z * z) / (2 * all)) / (1 + (z * z) / all);
  const half = (z / (1 + (z * z) / all)) * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const percent = (value: number) => (100 * value).toFixed(0);
  return `${(100 * share).toFixed(1)} (${percent(Math.max(0, middle - half))}–${percent(Math.min(1, middle + half))})`;
}

export function tally(right: readonly boolean[]): Tally {
  return { right: right.filter(Boolean).length, all: right.length };
}

/** A Markdown table; numbers need no alignment to be compared. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''].join('\n');
}
