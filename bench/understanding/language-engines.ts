// The language identifiers that are compared, each behind one function and in its best fair setting. Must not know the test.

import { createRequire } from 'node:module';

export type Engine = {
  readonly name: string;
  /** A code of ours, or `other`. */
  identify(text: string): string | Promise<string>;
  certainty?(text: string): number;
  readonly loadMs: number;
  readonly megabytes: number;
};

/** ISO 639-3 and other names for our codes. */
const CODES: Readonly<Record<string, string>> = {
  eng: 'en',
  fra: 'fr',
  deu: 'de',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  nld: 'nl',
  pol: 'pl',
  ron: 'ro',
  als: 'sq',
  sqi: 'sq',
  tur: 'tr',
  som: 'so',
  kmr: 'ku',
  vie: 'vi',
  ukr: 'uk',
  rus: 'ru',
  arb: 'ar',
  pes: 'fa',
  prs: 'fa',
  pbu: 'ps',
  pus: 'ps',
  urd: 'ur',
  ckb: 'ckb',
  amh: 'am',
  tir: 'ti',
  ben: 'bn',
  ell: 'el',
  cmn: 'zh',
  'zh-Latn': 'other',
  'zh-Hant': 'zh',
  'zh-Hans': 'zh',
  'zh-cn': 'zh',
};

function ours(code: string | undefined, text: string): string {
  if (code === undefined || code === '') return 'other';
  const known = CODES[code] ?? code;
  // Some call Sorani `ku`; the script tells which of the two it is.
  return known === 'ku' && /\p{Script=Arabic}/u.test(text) ? 'ckb' : known;
}

type Made = Pick<Engine, 'identify' | 'certainty'>;

async function timed(name: string, make: () => Promise<Made>): Promise<Engine> {
  globalThis.gc?.();
  const memory = process.memoryUsage().rss;
  const began = performance.now();
  const made = await make();
  await made.identify('good morning, how are you');
  const loadMs = performance.now() - began;
  globalThis.gc?.();
  return { name, ...made, loadMs, megabytes: (process.memoryUsage().rss - memory) / 1e6 };
}

async function waypost(): Promise<Made> {
  const { identify } = await import('../../src/triage/language-model/identify.ts');
  return {
    identify: (text) => identify(text).ranked[0]?.code ?? 'other',
    certainty: (text) => identify(text).ranked[0]?.p ?? 0,
  };
}

async function eld(languages: readonly string[]): Promise<Made> {
  const { eld: detector } = await import('eld/large');
  detector.setLanguageSubset([...languages.filter((code) => code !== 'prs')]);
  return { identify: (text) => ours(detector.detect(text).language, text) };
}

type Ranked = { alpha2: string | null; alpha3: string | null }[];

async function fastText(languages: readonly string[]): Promise<Made> {
  const { getLIDModel } = await import('fasttext.wasm.js');
  const model = await getLIDModel();
  await model.load();
  const known = new Set(languages);
  const first = async (text: string) => {
    const ranked: Ranked = await model.identify(text.replaceAll('\n', ' '), 60);
    const codes = ranked.map(({ alpha2, alpha3 }) => ours(alpha2 ?? alpha3 ?? undefined, text));
    return codes.find((code) => known.has(code)) ?? 'other';
  };
  return { identify: first };
}

async function franc(): Promise<Made> {
  const { franc: detect } = await import('franc');
  const only = Object.keys(CODES).filter((code) => code.length === 3);
  return { identify: (text) => ours(detect(text, { minLength: 1, only }), text) };
}

async function cld3(): Promise<Made> {
  const { loadModule } = await import('cld3-asm');
  const detector = (await loadModule()).create(0, 1000);
  return { identify: (text) => ours(detector.findLanguage(text).language, text) };
}

type Cld2 = {
  detect(text: string, options: { bestEffort: boolean }): Promise<{ languages: { code: string }[] }>;
};

/** Not a dependency, because it is compiled when installed: `npm i --no-save cld`. */
async function cld2(): Promise<Made> {
  const from = createRequire(process.env['CLD_FROM'] ?? import.meta.url);
  const { detect } = from('cld') as Cld2;
  const first = async (text: string) => {
    try {
      return (await detect(text, { bestEffort: true })).languages[0]?.code;
    } catch {
      return undefined;
    }
  };
  return { identify: async (text) => ours(await first(text), text) };
}

/** Every engine that is installed, ours first, and why others are not measured. */
export async function loadEngines(
  languages: readonly string[],
): Promise<{ engines: Engine[]; missing: string[] }> {
  const makers: readonly (readonly [string, () => Promise<Made>])[] = [
    ['Waypost', waypost],
    ['eld large, our languages', () => eld(languages)],
    ['fasttext.wasm.js, our languages', () => fastText(languages)],
    ['franc, our languages', franc],
    ['cld3-asm', cld3],
    ['cld (2)', cld2],
  ];
  const engines: Engine[] = [];
  const missing: string[] = [];
  for (const [name, make] of makers) {
    try {
      engines.push(await timed(name, make));
    } catch (error) {
      missing.push(`${name}: ${String(error).split('\n')[0]}`);
    }
  }
  return { engines, missing };
}
