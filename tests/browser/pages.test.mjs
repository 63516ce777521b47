// Tests the forms and the pages around them in every state.

import { testLooks } from './looks.mjs';
import { STATES } from './states.mjs';

testLooks(STATES.filter(({ path }) => path !== 'revisar'));
