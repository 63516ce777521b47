// The cells that a person edited, with a way back.

export class Edits {
  /** One entry an edit, in their order: the place, the new text, and the edit before it. */
  #done = [];
  #now = new Map();

  constructor(done = []) {
    for (const { line, column, text } of done) this.set(line, column, text);
  }

  get length() {
    return this.#done.length;
  }

  /** The edits that count, as `checkLines` takes them. */
  get list() {
    return [...this.#now.values()];
  }

  set(line, column, text) {
    const place = `${line} ${column}`;
    this.#done.push({ place, before: this.#now.get(place) });
    this.#now.set(place, { line, column, text });
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
