// In a process of its own, on the built line: inside jest every global is slow, which is not what is promised.

import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../line/default-line.ts';

const MESSAGES: Readonly<Record<string, string>> = {
  'hi hi hi': 'hi '.repeat(1365),
  'dangers over and over': 'my boss keeps my passport he hits me kill fire '.repeat(90),
  'dangers in many sentences': 'my boss keeps my passport. he hits me. '.repeat(100),
  'long words': `${'schlag'.repeat(30)} `.repeat(40),
  'many words': Array.from({ length: 800 }, (_, at) => `pass${at}port`).join(' '),
  Arabic: 'زوجي بيضربني والشرطة على الباب '.repeat(130),
  Ukrainian: 'чоловік б’є мене і не пускає, документи забрав роботодавець. '.repeat(66),
  'only digits': '1234567890'.repeat(400),
  'only emoji': '😀🆘🏠'.repeat(400),
};

/** Least milliseconds of processor time of ten runs, by message. */
function measured(): Readonly<Record<string, number>> {
  const dist = (file: string) => JSON.stringify(pathToFileURL(join(ROOT, 'dist', file)).href);
  const script = join(tmpdir(), `waypost-long-messages-${process.pid}.mjs`);
  writeFileSync(
    script,
    `import { loadLine } from ${dist('content/load.js')};
     import { createTriage } from ${dist('triage/understand.js')};
     import { packOf } from ${dist('understanding-pack.js')};
     const { line } = loadLine(${JSON.stringify(ROOT)}, 'europe');
     const triage = createTriage(line, packOf(line));
     triage.warm();
     const times = Object.entries(${JSON.stringify(MESSAGES)}).map(([name, text]) => {
       const runs = Array.from({ length: 10 }, () => {
         const before = process.cpuUsage();
         triage.understand({ text });
         const { user, system } = process.cpuUsage(before);
         return (user + system) / 1000;
       });
       return [name, Math.min(...runs)];
     });
     console.log(JSON.stringify(Object.fromEntries(times)));`,
  );
  try {
    return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
  } finally {
    rmSync(script);
  }
}

test('4 kB of anything take the default line at most 50 ms', () => {
  for (const [name, time] of Object.entries(measured())) expect([name, time]).toEqual([name, within(50)]);
});

function within(most: number): { asymmetricMatch(value: unknown): boolean; toString(): string } {
  return {
    asymmetricMatch: (value) => typeof value === 'number' && value <= most,
    toString: () => `at most ${most} ms`,
  };
}
