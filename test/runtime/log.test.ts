import { createLog } from '../../src/runtime/log.ts';

test('a line is JSON with its code, its facts, and nothing about the machine', () => {
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => lines.push(line) });
  log.warn('outbox/wait', { channel: 'telegram', seconds: 3 });
  const { time, ...others } = JSON.parse(lines[0]!);
  expect(others).toEqual({ level: 40, code: 'outbox/wait', channel: 'telegram', seconds: 3 });
  expect(new Date(time).getTime()).toBeGreaterThan(0);
});

test('lines below the level are not written', () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => lines.push(line) });
  log.info('sweep/outbox');
  log.error('turn/dead-letter');
  expect(lines).toHaveLength(1);
});
