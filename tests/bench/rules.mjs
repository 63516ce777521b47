// The Peruvian rules for libraries that have none, as their users would write them once beside the schema.

import { DISTRICTS } from '../../target/bench/districts.mjs';

export const MAX_ID = Number.MAX_SAFE_INTEGER;
export const MAX_EXTRA = 1_000_000;
export const CELULAR = /^9\d{8}$/;
/** Matches a text that is not only white space. */
export const NOT_BLANK = /\S/;
/** The HTML standard's syntax, with a dot in the domain, no misplaced dots before the @, a letter in the last label. */
export const EMAIL =
  /^(?=[^@]{1,64}@)[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+(?!\d+$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/;

const DNI = /^\d{8}$/;
const RUC = /^(?:10|15|17|20)\d{9}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MS_A_DAY = 86_400_000;
/** Lima is five hours behind UTC, all year. */
const LIMA = 5 * 3_600_000;

/** The check digit of the first ten digits of a RUC. */
export function rucDigit(text) {
  let sum = 0;
  for (let n = 0; n < 10; n++) sum += WEIGHTS[n] * (text.charCodeAt(n) - 48);
  return (11 - (sum % 11)) % 10;
}

export const isRuc = (text) => RUC.test(text) && rucDigit(text) === text.charCodeAt(10) - 48;

export const isDocumento = (text) => DNI.test(text) || isRuc(text);

export const isDistrito = (code) => DISTRICTS.has(code);

/** True if a living person can be born on that day. */
export const isInLifetime = (day) => day >= '1900-01-01' && day <= today();

/** Like `isInLifetime`, for libraries that accept days that do not exist. */
export const isBirthDate = (text) => isDay(text) && isInLifetime(text);

function isDay(text) {
  if (!DAY.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + (month === 2 && isLeap ? 1 : 0);
}

let number = 0;
let text = '';

/** The day in Lima. The text is made once a day, because that costs more than a whole check. */
export function today() {
  const now = Math.floor((Date.now() - LIMA) / MS_A_DAY);
  if (now !== number) {
    number = now;
    text = new Date(now * MS_A_DAY).toISOString().slice(0, 10);
  }
  return text;
}
