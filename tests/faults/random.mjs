// Random-looking numbers that are the same in every run.

/** Park and Miller's generator. */
export function random(seed) {
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  return {
    /** A number from 0 to 1, but never 1. */
    next,
    /** An integer from 0 to `end`, but never `end`. */
    below: (end) => Math.floor(next() * end),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}
