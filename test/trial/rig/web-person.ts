// A person in the web chat: a Direct Line client that posts, reads on from its watermark, and repeats what was not taken.

export type WebPerson = {
  readonly conversation: string;
  readonly token: string;
  /** Posts once and gives the status. `id` is the clientActivityID. */
  post(text: string, id: string): Promise<number>;
  /** Reads what is new; what the line said is told to the listener. Never throws. */
  read(): Promise<void>;
};

type Activity = { readonly text?: string; readonly from: { readonly role?: string } };

const PATIENCE = 10_000;

/** `door` ends with `/`. Tries until the line opens the conversation. */
export async function openWebChat(door: string, hear: (text: string) => void): Promise<WebPerson> {
  const { token, conversationId: conversation } = (await surely(() =>
    ask(`${door}webchat/token`, { body: { language: 'en' } }),
  )) as { token: string; conversationId: string };
  const route = `${door}v3/directline/conversations`;
  await surely(() => ask(route, { token, body: {} }));
  let watermark = '0';
  let reading: Promise<void> | null = null;

  async function readOnce(): Promise<void> {
    const { status, json } = await ask(`${route}/${conversation}/activities?watermark=${watermark}`, {
      token,
    });
    if (status !== 200) return;
    const set = json as { activities: readonly Activity[]; watermark: string };
    watermark = set.watermark;
    for (const { from, text = '' } of set.activities) if (from.role === 'bot') hear(text);
  }

  return {
    conversation,
    token,
    async post(text, id) {
      const body = { type: 'message', from: { id: 'p' }, text, channelData: { clientActivityID: id } };
      return (await ask(`${route}/${conversation}/activities`, { token, body })).status;
    },
    read() {
      reading ??= readOnce()
        .catch(() => undefined)
        .finally(() => {
          reading = null;
        });
      return reading;
    },
  };
}

async function ask(
  url: string,
  { token, body }: { readonly token?: string; readonly body?: object },
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return { status: response.status, json: await response.json().catch(() => null) };
}

async function surely(work: () => Promise<{ status: number; json: unknown }>): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    const { status, json } = await work().catch(() => ({ status: 0, json: null }));
    if (status >= 200 && status < 300) return json;
    if (tries > 200) throw new Error(`the line does not open a conversation: ${status}`);
    await new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** tries, 1_000)));
  }
}
