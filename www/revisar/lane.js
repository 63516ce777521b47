// A thread beside the one of the open file: checks parts of it, opens a workbook, writes a file.

import * as Comlink from 'comlink';
import { written } from './output.js';
import { checkPart } from './part.js';
import { openBook } from './source.js';

Comlink.expose({ check: checkPart, open: openBook, write: written });
