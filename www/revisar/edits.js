// The cells that a person edited, with a way back.

export class Edits {
  #done = [];
  #now = new Map();

  /** @param {{line: number, column: number, text: string}[]} done */
  constructor(done = []) {
    for (const { line, column, text } of done) this.set(line, column, text);
  }

  get length() {
    return this.#done.length;
  }

  /** Every edit, in their order. */
  get done() {
    return this.#done.map(({ line, column, text }) => ({ line, column, text }));
  }

  /** The edits that count, as `checkLines` takes them. */
  get list() {
    return [...this.#now.values()];
  }

  set(line, column, text) {
    const place = `${line} ${column}`;
    const edit = { line, column, text };
    this.#done.push({ ...edit, place, before: this.#now.get(place) });
    this.#now.set(place, edit);
  }

  has(line, column) {
    return this.#now.has(`${line} ${column}`);
  }

  /** Takes the last edit back. */
  undo() {
    const { place, before } = this.#done.pop();
    if (before) this.#now.set(place, before);
    else this.#now.delete(place);
  }
}
