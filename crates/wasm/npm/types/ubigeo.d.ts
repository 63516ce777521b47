/** A district with its province and department. */
export interface Distrito {
  /** The INEI code; with six digits it may begin with a zero. */
  readonly ubigeo: number;
  readonly distrito: string;
  readonly provincia: string;
  readonly departamento: string;
}

/** Every district, in the order of the codes. */
export function distritos(): readonly Distrito[];

/** The district of a code, as a number or as its six digits. */
export function distritoOf(ubigeo: number | string): Distrito | undefined;

/** The districts a person may mean, the likeliest first; case and accents do not count. */
export function searchDistritos(typed: string): Distrito[];
