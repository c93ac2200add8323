// What leaves the machine by each channel, and to whom. Must not know how it is shown.

/** Channels beside web chat. */
export type OtherChannel = 'telegram' | 'whatsapp-cloud' | 'whatsapp-web' | 'bot-framework';

export type ChannelsInForce = {
  readonly channels: Readonly<Record<OtherChannel, boolean>>;
  /** Own servers in place of the platforms' are named by their host. */
  readonly telegramHost: string;
  readonly partners: readonly string[];
};

export type Leaves = {
  readonly channel: string;
  readonly on: boolean;
  readonly to: string;
  readonly what: string;
  readonly erased: string;
};

const CHAT_STAYS = 'No. The chat stays in the app until she deletes it there; the line says so.';

export function leavesBy({ channels, telegramHost, partners }: ChannelsInForce): readonly Leaves[] {
  return [
    {
      channel: 'web-chat',
      on: true,
      to: partners.length > 0 ? `the pages of ${partners.join(', ')}` : "the line's own page",
      what: "The chat runs in a frame of the line's own: the partner's page cannot read it. The partner sees that its page loads the chat, and whatever its own page records.",
      erased: 'Yes, all of it is here.',
    },
    {
      channel: 'telegram',
      on: channels.telegram,
      to: `Telegram (${telegramHost})`,
      what: 'Every message of both sides, her number and internet address. Chats with bots are not end-to-end encrypted.',
      erased: CHAT_STAYS,
    },
    {
      channel: 'whatsapp-cloud',
      on: channels['whatsapp-cloud'],
      to: 'Meta',
      what: 'Every message of both sides, her number and profile name, and when. From Meta to the line it is encrypted in transit only.',
      erased: CHAT_STAYS,
    },
    {
      channel: 'whatsapp-web',
      on: channels['whatsapp-web'],
      to: 'WhatsApp (Meta)',
      what: 'Who writes to the number and when. The messages are readable on the linked phone and in the browser of the line.',
      erased: 'No. They stay on her phone, on the linked phone and in the profile of the browser.',
    },
    {
      channel: 'bot-framework',
      on: channels['bot-framework'],
      to: 'Microsoft, and the app on the other side (Teams, Messenger and others)',
      what: 'Every message of both sides and her account there. In Teams her organisation may read them.',
      erased: CHAT_STAYS,
    },
  ];
}
