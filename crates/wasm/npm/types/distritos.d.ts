/** A district with its province and department. */
export interface Distrito {
  /** The INEI code. Written with six digits, it may begin with a zero. */
  readonly ubigeo: number;
  readonly distrito: string;
  readonly provincia: string;
  readonly departamento: string;
}

/** Returns every district, in the order of the codes. */
export function distritos(): readonly Distrito[];

/** Returns the district of a code, given as a number or as six digits. */
export function distritoOf(ubigeo: number | string): Distrito | undefined;

/** Returns the districts that a person may mean, the likeliest first; case and accents do not count. */
export function searchDistritos(typed: string): Distrito[];
