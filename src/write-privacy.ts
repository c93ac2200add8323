// `npm run privacy`: writes docs/privacy.md for the default line. A test holds that it is current. Must not be imported by the program.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from './config.ts';
import { loadLine } from './content/load.ts';
import { privacyFacts } from './operator/privacy-facts.ts';
import { privacyPage } from './operator/privacy-page.ts';
import { DOCUMENTED, documentedSettings } from './privacy-settings.ts';

const root = join(import.meta.dirname, '..');
const { line } = loadLine(root, 'europe');
if (!line) throw new Error('the default line has mistakes: npm run check');
const facts = privacyFacts(documentedSettings(line, readConfig({})));
writeFileSync(join(root, 'docs/privacy.md'), privacyPage(facts, DOCUMENTED));
