// What was offered, packed for the state: `place/country=be` and `place/country=lu` become `place/country=be,lu`,
// because eighteen countries would otherwise fill half of it. Must not know what the options mean.

/** Option ids → packed strings, order kept. */
export function packOffered(options: readonly string[]): string[] {
  const packed: string[] = [];
  let open = '';
  for (const option of options) {
    const equals = option.indexOf('=');
    const prefix = equals === -1 ? '' : option.slice(0, equals + 1);
    if (prefix && prefix === open) packed[packed.length - 1] += `,${option.slice(equals + 1)}`;
    else packed.push(option);
    open = prefix;
  }
  return packed;
}

/** The inverse of `packOffered`. */
export function unpackOffered(packed: readonly string[]): string[] {
  return packed.flatMap((entry) => {
    const equals = entry.indexOf('=');
    if (equals === -1) return [entry];
    const prefix = entry.slice(0, equals + 1);
    return entry
      .slice(equals + 1)
      .split(',')
      .map((choice) => prefix + choice);
  });
}
