// The whole chat: head, conversation or menu, status, input. Puts the parts together and decides nothing else.

import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Message } from '../line/activity.ts';
import type { Memory } from '../memory.ts';
import { onShiftThrice } from '../quick-exit.ts';
import { type Announce, Announcer } from './announcer.tsx';
import { Composer, INPUT_ID } from './composer.tsx';
import { framed, onLoader, tellLoader } from './frame.ts';
import { Header } from './header.tsx';
import { leaveNow } from './leave.ts';
import { Menu, type Wish } from './menu.tsx';
import { asText, saveFile } from './save.ts';
import type { Site, SiteLanguage } from './site.ts';
import { StatusLine } from './status-line.tsx';
import { Transcript } from './transcript.tsx';
import { Unreachable } from './unreachable.tsx';
import { useConversation } from './use-conversation.ts';
import { useLanguage } from './use-language.ts';
import { type Words, WordsContext } from './words.ts';

type Props = { site: Site; memory: Memory; topic: string | null; first: Words };

const NOTICE = 5000;

const focusInput = () => document.getElementById(INPUT_ID)?.focus();

export function Chat({ site, memory, topic, first }: Props) {
  const { words, language, choose, follow } = useLanguage(first, site.languages);
  const [menuOpen, setMenuOpen] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const menuButton = useRef<HTMLButtonElement>(null);
  const announce = useRef<Announce>(() => {});
  const shown = useRef(!framed);
  const unread = useRef(0);
  const now = useRef({ words, language, menuOpen });
  now.current = { words, language, menuOpen };

  const news = useCallback((message: Message) => {
    announce.current(message, now.current.words.urgent ?? '');
    if (shown.current) return;
    unread.current += 1;
    tellLoader({ type: 'unread', count: unread.current });
  }, []);
  const [conversation, view] = useConversation(memory, topic, () => now.current.language, news);

  const answered = view.entries.findLast(
    (entry) => entry.kind === 'message' && entry.message.from === 'line',
  );
  const answeredIn = answered?.kind === 'message' ? answered.message.language : null;
  useEffect(() => follow(answeredIn), [answered]);

  const leave = useCallback(() => leaveNow(conversation, site.exit), [conversation, site.exit]);
  const bindAnnounce = useCallback((given: Announce) => {
    announce.current = given;
  }, []);
  // What is said from here on is unread, even before the partner's page has answered that the panel is shut.
  const close = useCallback(() => {
    if (!framed) return;
    shown.current = false;
    unread.current = 0;
    tellLoader({ type: 'close' });
  }, []);

  function closeMenu() {
    setMenuOpen(false);
    menuButton.current?.focus();
  }

  useEffect(
    () => onShiftThrice(leave, (left) => setNotice(left === 2 ? 'exit-twice' : 'exit-once')),
    [leave],
  );

  useEffect(() => {
    if (!notice) return;
    const timer = setTimeout(() => setNotice(null), NOTICE);
    return () => clearTimeout(timer);
  }, [notice]);

  useEffect(() => {
    const stop = onLoader((message) => {
      const opened = message.type === 'opened';
      if (opened !== shown.current) unread.current = 0;
      shown.current = opened;
      if (opened) focusInput();
    });
    tellLoader({ type: 'ready' });
    if (!framed) focusInput();
    return stop;
  }, []);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing) return;
      if (now.current.menuOpen) closeMenu();
      else close();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);

  function say(text: string, option: string | null = null): boolean {
    const taken = conversation.send(text, option);
    if (!taken) setNotice('full');
    return taken;
  }

  function speak(chosen: SiteLanguage) {
    choose(chosen);
    say(chosen.name, `+lang=${chosen.code}`);
    closeMenu();
  }

  function wish(wanted: Wish) {
    const t = (key: string) => words[key] ?? key;
    closeMenu();
    switch (wanted) {
      case 'save': {
        const who = { person: t('you'), line: site.name };
        return saveFile(asText(view.entries, site.name, who), `${t('save-name')}.txt`);
      }
      case 'print':
        // The menu must be gone from the page before it is printed.
        return void setTimeout(() => print(), 50);
      case 'person':
        return void say(t('person'), '!person');
      case 'mydata':
        return void say(t('my-data'), '!mydata');
      case 'delete':
        return void say(t('delete'), '!delete');
      default:
        return wanted satisfies never;
    }
  }

  return (
    <WordsContext.Provider value={words}>
      <div class={menuOpen ? 'chat with-menu' : 'chat'}>
        <Header
          name={site.name}
          tagline={site.tagline[language]}
          menuOpen={menuOpen}
          menuButton={menuButton}
          toggleMenu={() => setMenuOpen(!menuOpen)}
          close={framed ? close : null}
          leave={leave}
        />
        <main>
          {menuOpen ? (
            <Menu
              languages={site.languages}
              language={language}
              contacts={site.contacts}
              remembered={memory.onDevice()}
              speak={speak}
              wish={wish}
              remember={memory.setOnDevice}
            />
          ) : null}
          <div class="talk" inert={menuOpen}>
            <Transcript
              view={view}
              name={site.name}
              choose={({ id, label }) => say(label, id)}
              again={(clientId) => conversation.again(clientId)}
              leave={leave}
            >
              <div class="welcome">
                <p>{words.welcome}</p>
                <p>{words['welcome-exit']}</p>
              </div>
              {view.connection === 'failed' ? (
                <Unreachable contacts={site.contacts} again={() => conversation.wake()} />
              ) : null}
            </Transcript>
            <StatusLine view={view} notice={notice} />
            <Composer send={(text) => say(text)} refuseFiles={() => setNotice('files')} />
          </div>
        </main>
        <Announcer label={words.conversation ?? ''} bind={bindAnnounce} />
      </div>
    </WordsContext.Provider>
  );
}
