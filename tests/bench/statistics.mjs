export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The width of the middle half of the numbers, in percent of the median. */
export function spread(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const quarter = sorted.length >> 2;
  return ((sorted[sorted.length - 1 - quarter] - sorted[quarter]) / median(sorted)) * 100;
}
