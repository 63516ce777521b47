// Stores what was found in a file in few bytes, because a million bad rows must fit. What a thread found can be packed,
// sent, and appended to what others found.

/** A growing array of numbers. */
class Numbers {
  length = 0;

  constructor(Kind) {
    this.all = new Kind(256);
  }

  push(value) {
    this.#grow(this.length + 1);
    this.all[this.length++] = value;
  }

  append(values) {
    this.#grow(this.length + values.length);
    this.all.set(values, this.length);
    this.length += values.length;
  }

  packed() {
    return this.all.slice(0, this.length);
  }

  #grow(length) {
    if (length <= this.all.length) return;
    const more = new this.all.constructor(Math.max(length, this.all.length * 2));
    more.set(this.all);
    this.all = more;
  }
}

/** Words that are stored once, each with a number. */
class Words {
  all = [];
  #numbers = new Map();

  number(word) {
    let number = this.#numbers.get(word);
    if (number === undefined) {
      number = this.all.push(word) - 1;
      this.#numbers.set(word, number);
    }
    return number;
  }
}

/** The rows that a person looks at: those with errors, and those that she edited. */
export class BadRows {
  #line = new Numbers(Uint32Array);
  #start = new Numbers(Float64Array);
  #size = new Numbers(Uint32Array);
  /** The index of the first issue of each row. */
  #first = new Numbers(Uint32Array);
  #field = new Numbers(Uint8Array);
  #reason = new Numbers(Uint16Array);
  #fields = new Words();
  /** The reasons: `code` and the sentence, with the parameters filled in. */
  #reasons = new Words();

  get length() {
    return this.#line.length;
  }

  /** A cause says what a refused cell turned out to be. */
  add({ line, start, end, issues }) {
    this.#line.push(line);
    this.#start.push(start);
    this.#size.push(end - start);
    this.#first.push(this.#field.length);
    for (const { field, code, message } of issues) {
      this.#field.push(this.#fields.number(field));
      this.#reason.push(this.#reasons.number(`${code}\n${message}`));
    }
  }

  packed() {
    const [line, start, size, first, field, reason] = [
      this.#line,
      this.#start,
      this.#size,
      this.#first,
      this.#field,
      this.#reason,
    ].map((numbers) => numbers.packed());
    return { line, start, size, first, field, reason, fields: this.#fields.all, reasons: this.#reasons.all };
  }

  /** Appends the rows of a later part of the file. */
  append({ line, start, size, first, field, reason, fields, reasons }) {
    const begun = this.#field.length;
    this.#line.append(line);
    this.#start.append(start);
    this.#size.append(size);
    this.#first.append(first.map((index) => begun + index));
    const [ofField, ofReason] = [
      fields.map((word) => this.#fields.number(word)),
      reasons.map((word) => this.#reasons.number(word)),
    ];
    this.#field.append(field.map((number) => ofField[number]));
    this.#reason.append(reason.map((number) => ofReason[number]));
  }

  /** Returns a row with its issues. */
  row(at) {
    const end = at + 1 < this.length ? this.#first.all[at + 1] : this.#field.length;
    const issues = [];
    for (let issue = this.#first.all[at]; issue < end; issue++) {
      const [code, message] = this.#reasons.all[this.#reason.all[issue]].split('\n');
      issues.push({ field: this.#fields.all[this.#field.all[issue]], code, message });
    }
    return {
      line: this.#line.all[at],
      start: this.#start.all[at],
      end: this.#start.all[at] + this.#size.all[at],
      issues,
    };
  }

  /** Counts the issues of each field, and of each field and code. */
  counts() {
    const fields = new Map();
    const reasons = new Map();
    const add = (sums, word) => sums.set(word, (sums.get(word) ?? 0) + 1);
    for (let issue = 0; issue < this.#field.length; issue++) {
      const field = this.#fields.all[this.#field.all[issue]];
      const [code, message] = this.#reasons.all[this.#reason.all[issue]].split('\n');
      add(fields, field);
      const key = `${field}\n${code}`;
      // Sentences of one code may differ in their parameters: the first stands for all.
      const reason = reasons.get(key) ?? { field, code, message, count: 0 };
      reason.count++;
      reasons.set(key, reason);
    }
    return {
      fields: [...fields].sort(([, a], [, b]) => b - a),
      reasons: [...reasons.values()].sort((a, b) => b.count - a.count),
    };
  }

  /** The indexes of the rows with an issue of this field and this code; an empty argument matches any. */
  filter(field, code) {
    const places = new Numbers(Uint32Array);
    for (let at = 0; at < this.length; at++) {
      const { issues } = this.row(at);
      if (issues.some((issue) => (!field || issue.field === field) && (!code || issue.code === code))) places.push(at);
    }
    return places.packed();
  }
}

/** Finds values of a field that more than one good row has. */
export class Repeats {
  #number = new Numbers(Float64Array);
  #line = new Numbers(Uint32Array);
  #start = new Numbers(Float64Array);
  #size = new Numbers(Uint32Array);

  /** Adds the digits of a row; a one before them keeps their leading zeros. */
  add(digits, { line, start, end }) {
    this.#number.push(Number(`1${digits}`));
    this.#line.push(line);
    this.#start.push(start);
    this.#size.push(end - start);
  }

  packed() {
    return [this.#number, this.#line, this.#start, this.#size].map((numbers) => numbers.packed());
  }

  append([number, line, start, size]) {
    this.#number.append(number);
    this.#line.append(line);
    this.#start.append(start);
    this.#size.append(size);
  }

  /** The repeated numbers. */
  #repeated() {
    const sorted = this.#number.packed().sort();
    const repeated = new Set();
    for (let at = 1; at < sorted.length; at++) if (sorted[at] === sorted[at - 1]) repeated.add(sorted[at]);
    return repeated;
  }

  /** Returns the number of repeated values, and the rows of each of them, `most` values at most. */
  groups(most) {
    const repeated = this.#repeated();
    const listed = new Map([...repeated].slice(0, most).map((number) => [number, []]));
    for (let at = 0; at < this.#number.length; at++) {
      const [line, start] = [this.#line.all[at], this.#start.all[at]];
      listed.get(this.#number.all[at])?.push({ line, start, end: start + this.#size.all[at], issues: [] });
    }
    const list = [...listed].map(([number, rows]) => ({ value: String(number).slice(1), rows }));
    return { count: repeated.size, list };
  }

  /**
   * Returns the lines that are left out.
   * @param {'all' | 'first' | 'last'} rule The rows that are kept of each value.
   * @param {Record<string, number | 'all'>} chosen The line that is kept of one value instead.
   */
  leftOut(rule, chosen) {
    const lines = new Set();
    const repeated = this.#repeated();
    const groups = new Map([...repeated].map((number) => [number, []]));
    for (let at = 0; at < this.#number.length; at++) groups.get(this.#number.all[at])?.push(this.#line.all[at]);
    for (const [number, group] of groups) {
      const asked = chosen[String(number).slice(1)];
      // The row that was to be kept may repeat no longer.
      const kept = asked === 'all' || group.includes(asked) ? asked : rule;
      const line = { first: group[0], last: group.at(-1) }[kept] ?? kept;
      if (line !== 'all') for (const other of group) if (other !== line) lines.add(other);
    }
    return lines;
  }
}
