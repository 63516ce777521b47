import { ruc } from './node_modules/ficha/esm/js.js';

globalThis.checked = [ruc.check('20-13131295-5').value, ruc.check('20131312954').issues[0].code];
