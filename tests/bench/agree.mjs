// Checks that all peers give the same verdicts on the corpus: only then can their times be compared.

import { allWrong, bytesOf, EXAMPLE, FIELDS, KEYSTROKES, oneError, RUC, valid } from './corpus.mjs';

const COUNT = 300;

/** Throws at the first disagreement; returns the number of verdicts. */
export function assertAgreement(peers) {
  const inputs = [
    ...[EXAMPLE, ...valid(COUNT)].flatMap((record) => faces(record, 'accepted')),
    ...[allWrong(), ...oneError(COUNT)].flatMap((record) => faces(record, 'refused')),
    ...KEYSTROKES.map((text) => ['checkRuc', text, text, text === RUC ? 'accepted' : 'refused']),
  ];
  for (const [face, input, meant, expected] of inputs) {
    const verdicts = peers.map((peer) => [peer.name, verdict(peer[face](input), meant)]);
    const odd = verdicts.find(([, said]) => said !== expected);
    if (odd) throw new Error(disagreement(odd[0], face, meant, expected, verdicts));
  }
  for (const { name, check } of peers) {
    const { length } = check(allWrong()).issues;
    if (length < FIELDS.length)
      throw new Error(`${name}: ${length} issues where all ${FIELDS.length} fields are wrong`);
  }
  return inputs.length * peers.length;
}

const faces = (record, expected) => [
  ['check', record, record, expected],
  ['checkBytes', bytesOf(record), record, expected],
];

function verdict({ ok, value, issues }, meant) {
  if (!ok) return issues.length > 0 ? 'refused' : 'refused without an issue';
  return JSON.stringify(value) === JSON.stringify(meant) ? 'accepted' : `made ${JSON.stringify(value)} of it`;
}

const disagreement = (name, face, meant, expected, verdicts) =>
  [
    `${name} does not agree: ${face} of ${JSON.stringify(meant).slice(0, 1000)}`,
    `must be ${expected}`,
    ...verdicts.map(([peer, said]) => `  ${peer}: ${said}`),
  ].join('\n');
