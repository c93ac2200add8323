// What Meta's documentation says of a message, written down once more on its own: the channel's code is checked against it.

// biome-ignore lint/suspicious/noExplicitAny: JSON of a shape that is about to be checked
export type Loose = Readonly<Record<string, any>>;

/** Why Meta would refuse this body; empty when it would not. Lengths are counted in UTF-16 units, the strictest reading. */
export function misfits(body: Loose): readonly string[] {
  const wrong: string[] = [];
  const must = (holds: boolean, why: string) => {
    if (!holds) wrong.push(why);
  };
  const within = (value: unknown, most: number, what: string) =>
    must(
      typeof value === 'string' && value.trim() !== '' && value.length <= most,
      `${what}: 1 to ${most} characters`,
    );

  must(body.messaging_product === 'whatsapp', 'messaging_product');
  must(body.recipient_type === 'individual', 'recipient_type');
  must((body.to === undefined) !== (body.recipient === undefined), 'to or recipient');
  if (body.to !== undefined) must(/^\d{5,20}$/.test(body.to), 'to');
  must(
    typeof body.biz_opaque_callback_data === 'string' && body.biz_opaque_callback_data.length <= 512,
    'tag',
  );
  if (body.type === 'text') {
    within(body.text?.body, 4096, 'text');
    return wrong;
  }
  must(body.type === 'interactive', 'type');
  const { type, action, body: words } = body.interactive ?? {};
  within(words?.text, 1024, 'body');
  if (type === 'button') {
    const buttons: readonly Loose[] = action?.buttons ?? [];
    must(buttons.length >= 1 && buttons.length <= 3, '1 to 3 buttons');
    must(new Set(buttons.map(({ reply }) => reply?.title)).size === buttons.length, 'button titles differ');
    must(new Set(buttons.map(({ reply }) => reply?.id)).size === buttons.length, 'button ids differ');
    for (const { type: kind, reply } of buttons) {
      must(kind === 'reply', 'button type');
      within(reply?.title, 20, 'button title');
      within(reply?.id, 256, 'button id');
      must(reply?.id === reply?.id?.trim(), 'no space around ids');
    }
  } else if (type === 'list') {
    within(action?.button, 20, 'list button');
    const sections: readonly Loose[] = action?.sections ?? [];
    must(sections.length >= 1 && sections.length <= 10, '1 to 10 sections');
    for (const section of sections) if (sections.length > 1) within(section.title, 24, 'section title');
    const rows: readonly Loose[] = sections.flatMap((section) => section.rows ?? []);
    must(rows.length >= 1 && rows.length <= 10, '1 to 10 rows');
    must(new Set(rows.map(({ id }) => id)).size === rows.length, 'row ids differ');
    for (const row of rows) {
      within(row.title, 24, 'row title');
      within(row.id, 200, 'row id');
    }
  } else if (type === 'location_request_message') {
    must(action?.name === 'send_location', 'location action');
  } else {
    must(false, 'interactive type');
  }
  return wrong;
}
