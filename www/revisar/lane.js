// A thread that checks parts of a file.

import * as Comlink from 'comlink';
import { checkPart } from './part.js';

Comlink.expose({ check: checkPart });
