// A reporter for Node's test runner: counts the tests that passed and all others (failed, skipped, cancelled, to do).

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type !== 'test:summary' || data.file) continue;
    const { passed, failed, skipped, cancelled, todo } = data.counts;
    yield JSON.stringify({ passed, others: failed + skipped + cancelled + todo });
  }
}
