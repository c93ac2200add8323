// What we use of one file inside the natural library, which ships types for its index only. Must not describe more.

declare module 'natural/lib/natural/distance/jaro-winkler_distance.js' {
  export default function jaroWinkler(one: string, other: string): number;
}
