// Remembers the field of each heading and the meaning of each word that a person chose: names of columns and words of
// closed lists, no data of customers.

const KEY = 'ficha.revisar.columnas';
/** The most headings that are remembered; the oldest go first. */
const MOST = 300;

const key = (heading) => heading.replace(/\s+/g, ' ').trim().toLowerCase();

/** Storage can be denied: then nothing is remembered. */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}

function change(part, changes) {
  const all = stored();
  all[part] = Object.fromEntries(Object.entries({ ...all[part], ...changes }).slice(-MOST));
  try {
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch {
    // Nothing is remembered.
  }
}

/** The columns with the fields that were chosen for their headings. A field goes to one column alone. */
export function matched(form, columns) {
  const known = stored()[form] ?? {};
  const fields = columns.map(({ heading, field }) => known[key(heading)] ?? field);
  return fields.map((field, at) => (field && fields.indexOf(field) === at ? field : null));
}

/** Remembers the field of a heading; an empty one for a column that is not used. */
export const rememberColumn = (form, heading, field) => isHeading(heading) && change(form, { [key(heading)]: field });

/** False for what may be a value of a customer: the first row of a file without headings. */
const isHeading = (heading) => key(heading) !== '' && !/@|\d{5}/.test(heading);

/** The values of words, by field. */
export const meanings = () => stored().palabras ?? {};

/** Remembers what a word of a field means. A word that means nothing could be anything, so it is not kept. */
export function rememberWord(field, word, value) {
  const { [word]: _, ...others } = meanings()[field] ?? {};
  change('palabras', { [field]: value === null || value === undefined ? others : { ...others, [word]: value } });
}

/** True if something is remembered. */
export const remembers = () => Object.keys(stored()).length > 0;

export function forget() {
  localStorage.removeItem(KEY);
}
