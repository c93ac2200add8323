// Loaded before the built line (`node --import`): puts the wrappers of this folder around it. The program itself knows nothing of it.

import { register } from 'node:module';

register('./hooks.js', import.meta.url);
