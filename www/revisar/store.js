// Stores the errors of a file in few bytes, because a million bad rows must fit.

/** A growing array of numbers. */
class Numbers {
  length = 0;

  constructor(Kind) {
    this.all = new Kind(1024);
  }

  push(value) {
    if (this.length === this.all.length) {
      const more = new this.all.constructor(this.length * 2);
      more.set(this.all);
      this.all = more;
    }
    this.all[this.length++] = value;
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

  add({ line, start, end, issues }) {
    this.#line.push(line);
    this.#start.push(start);
    this.#size.push(end - start);
    this.#first.push(this.#field.length);
    for (const { path, code, message } of issues) {
      this.#field.push(this.#fields.number(path.join('.')));
      this.#reason.push(this.#reasons.number(`${code}\n${message}`));
    }
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
    return places.all.subarray(0, places.length);
  }
}

/** Finds documents that occur more than once. */
export class Documents {
  #number = new Numbers(Float64Array);
  #line = new Numbers(Uint32Array);

  /** Adds a document of 8 or 11 digits; a one before it keeps its leading zeros. */
  add(document, line) {
    this.#number.push(Number(`1${document}`));
    this.#line.push(line);
  }

  /** Returns the number of repeated documents, and the lines of each of them, `most` documents at most. */
  repeated(most) {
    const sorted = this.#number.all.slice(0, this.#number.length).sort();
    const repeated = new Map();
    let count = 0;
    for (let at = 1; at < sorted.length; at++) {
      if (sorted[at] !== sorted[at - 1]) continue;
      if (sorted[at] !== sorted[at - 2]) count++;
      if (repeated.size < most) repeated.set(sorted[at], []);
    }
    for (let at = 0; at < this.#number.length; at++) repeated.get(this.#number.all[at])?.push(this.#line.all[at]);
    const list = [...repeated].map(([number, lines]) => ({ document: String(number).slice(1), lines }));
    return { count, list };
  }
}
