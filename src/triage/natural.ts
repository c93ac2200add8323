// The only door to the natural library, by a deep import: its index takes seconds and opens databases. Must not know topics.

import jaroWinkler from 'natural/lib/natural/distance/jaro-winkler_distance.js';

/** How alike two short words or labels are, 0 to 1. */
export function likeness(one: string, other: string): number {
  return jaroWinkler(one, other);
}
