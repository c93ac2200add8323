// The command `serve`: opens the house, says where to click and which channels are off, and closes it in good order.
// Must not decide anything that a room decides.

import type { ChannelStatus } from './channels-on.ts';
import type { Config } from './config.ts';
import { catchTheRest } from './last-resort.ts';
import { type House, openHouse } from './main.ts';
import type { Line } from './model/line.ts';
import type { Problem } from './model/problem.ts';
import { problemLine } from './operator/print-problems.ts';
import { createLog } from './runtime/log.ts';

export type ServeOptions = {
  readonly config: Config;
  readonly root: string;
  readonly widget: string;
  readonly line: Line;
};

/** Resolves when the process was asked to stop and everything under way is finished. */
export async function serve(options: ServeOptions): Promise<void> {
  const house = await openHouse({ ...options, hearProblems, hearChannel });
  for (const warning of options.config.warnings) console.error(`waypost: ${warning}`);
  console.log(welcome(options, house));
  const broken = await new Promise<boolean>((resolve) => {
    process.once('SIGINT', () => resolve(false));
    process.once('SIGTERM', () => resolve(false));
    catchTheRest({ log: createLog(options.config.logLevel), end: () => resolve(true) });
  });
  await house.close();
  // Whoever watches over the process starts it again.
  if (broken) process.exit(1);
}

function hearProblems(problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error');
  console.error(
    `The edit has mistakes; the last good content stays in use:\n${errors.map(problemLine).join('\n')}`,
  );
}

function hearChannel(status: ChannelStatus): void {
  console.error(channelLine(status));
}

function welcome({ config, line }: ServeOptions, { url, channels }: House): string {
  const languages = line.languages.map(({ code }) => code).join(', ');
  return [
    '',
    `${line.brand.name}: the line "${line.name}" is open (${line.services.size} services; languages ${languages}).`,
    '',
    `  Open in a browser   ${url}`,
    `  The chat alone      ${url}chat`,
    `  For partner sites   <script src="${url}widget/v1.js" data-site="default" data-lang="auto" async></script>`,
    '',
    `  Conversations are kept ${config.redisUrl ? 'in Redis' : 'in memory and are gone when this stops (set REDIS_URL to keep them)'}.`,
    '  web-chat        on',
    ...channels().map(channelLine),
    '',
    '  Stop with Ctrl+C.',
    '',
  ].join('\n');
}

function channelLine({ channel, state, say }: ChannelStatus): string {
  return `  ${channel.padEnd(16)}${STATES[state]}${say && `; ${say}`}`;
}

const STATES: Readonly<Record<ChannelStatus['state'], string>> = {
  off: 'off',
  wrong: 'off',
  starting: 'starting',
  on: 'on',
  trouble: 'in trouble',
};
