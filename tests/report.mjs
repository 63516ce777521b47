// A reporter for Node's test runner: how many tests passed, and how many did not, be it failed, skipped or still to do.

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:summary' || data.file) continue;
    const { passed, failed, skipped, cancelled, todo } = data.counts;
    yield JSON.stringify({ passed, others: failed + skipped + cancelled + todo });
  }
}
