import { CAPABILITIES } from '../../../src/channels/capabilities.ts';
import { everyDrawnText } from '../every-drawn-text.ts';

test('nothing that the default line says is longer than WhatsApp shows at once, or has anything to tap', () => {
  const parts = everyDrawnText('whatsapp-web');
  const most = CAPABILITIES['whatsapp-web'].text;
  expect(parts.length).toBeGreaterThan(500);
  for (const { text, draw, marks } of parts) {
    expect(text.trim()).not.toBe('');
    expect(text.length).toBeLessThanOrEqual(most);
    expect(['none', 'numbered']).toContain(draw);
    expect(marks).toEqual([]);
  }
});
