// Tests the page that checks files in every state.

import { testLooks } from './looks.mjs';
import { STATES } from './states.mjs';

testLooks(STATES.filter(({ path }) => path === 'revisar'));
