// Numbers that look random and are the same every time.

/** Park and Miller's generator. */
export function random(seed) {
  const next = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  return {
    /** From 0 up to, and without, 1. */
    next,
    /** An integer from 0 up to, and without, `end`. */
    below: (end) => Math.floor(next() * end),
    pick: (list) => list[Math.floor(next() * list.length)],
  };
}
