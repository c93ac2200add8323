// Shown while the first connection has not come about: what is known without the line. Must not know why.

import type { Contact } from './site.ts';
import { useWords } from './words.ts';

export function Unreachable({ contacts, again }: { contacts: readonly Contact[]; again(): void }) {
  const t = useWords();
  return (
    <div class="unreachable">
      <h2>{t('failed-title')}</h2>
      <p>{t('failed-text')}</p>
      <button type="button" class="plain" onClick={again}>
        {t('failed-again')}
      </button>
      <p>
        {t('emergency')}{' '}
        <a href={`tel:${t('emergency-number')}`}>
          <bdi dir="ltr">{t('emergency-number')}</bdi>
        </a>
      </p>
      {contacts.length > 0 ? (
        <>
          <h3>{t('other-ways')}</h3>
          <ul>
            {contacts.map(({ href, label }) => (
              <li key={href}>
                <a href={href} target="_blank" rel="noopener noreferrer">
                  <bdi>{label}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
