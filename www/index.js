// Shows the figures of the front page, which `npm run bench -- --keep` wrote to docs/bench.

import bulk from '../docs/bench/bulk.json' with { type: 'json' };
import field from '../docs/bench/field.json' with { type: 'json' };
import size from '../docs/bench/size.json' with { type: 'json' };
import { language, t } from './language.js';
import { made } from './made.js';

const ours = ({ rows }, isIt = () => true) => rows.find((row) => row.name === 'ficha' && isIt(row));
const format = (value, digits) =>
  new Intl.NumberFormat(language === 'en' ? 'en' : 'es-PE', { maximumSignificantDigits: digits }).format(value);

const lines = ours(bulk, (row) => row.format === 'ndjson' && row.source === 'bytes');
const figures = [
  [
    `${format(ours(size).gzip / 1000, 3)} kB`,
    t('pesan todas las reglas en una página', 'is what all rules weigh in a page'),
  ],
  [
    `${format(ours(field).ns / 1000, 2)} µs`,
    t('tarda en revisarse lo que se escribe, tecla a tecla', 'is what a check takes at each key'),
  ],
  [
    format(lines.perSecond, 2),
    t('registros revisa por segundo en un solo núcleo', 'records are checked in a second on one core'),
  ],
];
const measured = new Date(size.date).toLocaleDateString(language === 'en' ? 'en' : 'es-PE', { dateStyle: 'long' });

document
  .getElementById('medido')
  .append(...figures.map(([value, what]) => made('li', {}, made('strong', { textContent: value }), ` ${what}`)));
document.getElementById('medido-cuando').textContent = t(
  `Medido el ${measured} con Node ${size.node.slice(1)}: npm run bench.`,
  `Measured on ${measured} with Node ${size.node.slice(1)}: npm run bench.`,
);
