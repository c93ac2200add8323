// What each channel can draw, as data, so that the terminal and transcripts can imitate a channel without loading it.
// Sources: docs/channels.md. Must not know how any of them sends.

import type { Capabilities } from '../model/part.ts';

export const CHANNEL_NAMES = [
  'web-chat',
  'telegram',
  'whatsapp-web',
  'whatsapp-cloud',
  'bot-framework',
  'terminal',
] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export const CAPABILITIES: Readonly<Record<ChannelName, Capabilities>> = {
  // Roomy: our widget wraps buttons and scrolls lists, and Direct Line sets no limit.
  'web-chat': {
    buttons: 10,
    buttonLabel: 60,
    listRows: 60,
    listLabel: 60,
    text: 4_000,
    unit: 'graphemes',
    markup: 'ranges',
    location: false,
  },
  // An inline keyboard takes many rows; labels longer than a phone is wide are cut by the app.
  telegram: {
    buttons: 24,
    buttonLabel: 40,
    listRows: 0,
    listLabel: 0,
    text: 4_096,
    unit: 'utf16',
    markup: 'ranges',
    location: true,
  },
  // Buttons and lists are deprecated in the library and do not reach all phones.
  'whatsapp-web': {
    buttons: 0,
    buttonLabel: 0,
    listRows: 0,
    listLabel: 0,
    text: 4_096,
    unit: 'utf16',
    markup: 'none',
    location: false,
  },
  // Text beside buttons or a list may have 1,024 characters; plain text 4,096.
  'whatsapp-cloud': {
    buttons: 3,
    buttonLabel: 20,
    listRows: 10,
    listLabel: 24,
    text: 4_096,
    textWithChoices: 1_024,
    unit: 'utf16',
    markup: 'none',
    location: true,
  },
  // Suggested actions: what the strictest common client shows without scrolling. Messenger takes texts of 2,000 characters.
  'bot-framework': {
    buttons: 6,
    buttonLabel: 20,
    listRows: 0,
    listLabel: 0,
    text: 2_000,
    unit: 'utf16',
    markup: 'none',
    location: false,
  },
  terminal: {
    buttons: 0,
    buttonLabel: 0,
    listRows: 0,
    listLabel: 0,
    text: 10_000,
    unit: 'graphemes',
    markup: 'none',
    location: false,
  },
};

export function isChannelName(name: string): name is ChannelName {
  return (CHANNEL_NAMES as readonly string[]).includes(name);
}
