// Before the tests: installs what they need and npm cannot bring (Redis, Chromium, fonts), by apt, saying so.
// Does nothing where everything is there already.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PARTS = [
  { apt: 'redis-server', there: () => has('redis-server') },
  { apt: 'chromium', there: () => has('chromium') || existsSync('/usr/bin/chromium') },
  {
    apt: 'fonts-noto-core',
    there: () => existsSync('/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf'),
  },
];

const missing = PARTS.filter(({ there }) => !there()).map(({ apt }) => apt);
if (missing.length > 0) {
  console.log(`The tests need ${missing.join(', ')}. Installing with apt …`);
  const sudo = process.getuid?.() === 0 ? [] : ['sudo'];
  apt(sudo, ['update', '-q']);
  apt(sudo, ['install', '-y', '-q', '--no-install-recommends', ...missing]);
}

function has(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function apt(sudo, words) {
  const [command, ...rest] = [...sudo, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', ...words];
  try {
    execFileSync(command, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    console.error(`Could not install them. Please run: apt-get install ${missing.join(' ')}`);
    process.exit(1);
  }
}
