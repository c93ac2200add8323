// How the browser is started, and what a browser that was killed left behind. Must not know WhatsApp.

import { readlink, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** Puppeteer's launch options. */
export function launchOptions(chromium: string) {
  return {
    executablePath: chromium,
    headless: true,
    // Over a pipe the browser ends with this process, even when that is killed; else it would hold the profile.
    pipe: true,
    // The line stops in its own order; puppeteer would end the process at once.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--mute-audio',
      // The sandbox needs a user who is not root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  };
}

/**
 * Frees a profile that another host's browser seems to hold: a container that was replaced leaves such a lock for ever.
 * The folder must belong to one line only.
 */
export async function freeProfile(profile: string): Promise<void> {
  const holder = await readlink(join(profile, 'SingletonLock')).catch(() => null);
  if (holder === null || holder.startsWith(`${hostname()}-`)) return;
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) {
    await rm(join(profile, name), { force: true });
  }
}
