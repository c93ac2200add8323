// The menu: language, help, this conversation, and what one should know. It lies over the conversation, below the head.
// Must not know how its wishes are carried out.

import { useState } from 'preact/hooks';
import { Icon, type IconName } from './icon.tsx';
import type { Contact, SiteLanguage } from './site.ts';
import { useWords } from './words.ts';

export type Wish = 'person' | 'save' | 'print' | 'mydata' | 'delete';

type Props = {
  languages: readonly SiteLanguage[];
  language: string;
  contacts: readonly Contact[];
  remembered: boolean;
  speak(language: SiteLanguage): void;
  wish(wish: Wish): void;
  remember(on: boolean): void;
};

function Row({ icon, label, press }: { icon: IconName; label: string; press(): void }) {
  return (
    <li>
      <button type="button" class="row" onClick={press}>
        <Icon name={icon} />
        <span>{label}</span>
      </button>
    </li>
  );
}

export function Menu(props: Props) {
  const t = useWords();
  const [remembered, setRemembered] = useState(props.remembered);
  return (
    <section id="menu" class="menu" aria-label={t('menu')}>
      <h2 id="menu-language">{t('language')}</h2>
      <ul class="languages" aria-labelledby="menu-language">
        {props.languages.map((each) => (
          <li key={each.code}>
            <button
              type="button"
              lang={each.code}
              dir={each.direction}
              aria-pressed={each.code === props.language}
              onClick={() => props.speak(each)}
            >
              {each.name}
            </button>
          </li>
        ))}
      </ul>
      <h2>{t('help')}</h2>
      <ul>
        <Row icon="person" label={t('person')} press={() => props.wish('person')} />
        {props.contacts.map(({ href, label }) => (
          <li key={href}>
            <a class="row" href={href} target="_blank" rel="noopener noreferrer">
              <Icon name="https" turns />
              <bdi>{label}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <h2>{t('keep')}</h2>
      <ul>
        <Row icon="save" label={t('save')} press={() => props.wish('save')} />
        <Row icon="print" label={t('print')} press={() => props.wish('print')} />
        <Row icon="data" label={t('my-data')} press={() => props.wish('mydata')} />
        <Row icon="bin" label={t('delete')} press={() => props.wish('delete')} />
      </ul>
      <label class="tick">
        <input
          type="checkbox"
          checked={remembered}
          aria-describedby="remember-hint"
          onChange={(event) => {
            setRemembered(event.currentTarget.checked);
            props.remember(event.currentTarget.checked);
          }}
        />
        <span>{t('remember')}</span>
      </label>
      <p id="remember-hint" class="hint">
        {t('remember-hint')}
      </p>
      <h2>{t('about')}</h2>
      <p>{t('about-answers')}</p>
      <p>{t('about-free')}</p>
      <p>{t('about-memory')}</p>
      <h3>{t('exit-title')}</h3>
      <p>{t('exit-about')}</p>
    </section>
  );
}
