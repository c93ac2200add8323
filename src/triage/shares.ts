// Numbers by name, where many texts have the same names: two lists side by side cost a fraction of a map for each text.
// Must not know what the numbers mean.

export type Shares<Name> = { readonly names: readonly Name[]; readonly values: readonly number[] };

/** 0 for a name that is not there. */
export function shareOf<Name>({ names, values }: Shares<Name>, name: Name): number {
  return values[names.indexOf(name)] ?? 0;
}
