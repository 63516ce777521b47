// A proxy that loses some answers: the request arrives, but its caller gets no answer.

import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { random } from './random.mjs';

/** Loses this share of all answers; the random numbers are the same in every run. */
export async function lossyProxy(target, share) {
  const { next: roll } = random(20261125);
  let lost = 0;
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      if (roll() < share) {
        lost++;
        answer.resume();
        answer.on('end', () => outgoing.destroy());
      } else {
        outgoing.writeHead(answer.statusCode, answer.headers);
        answer.pipe(outgoing);
      }
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, lost: () => lost, close: () => server.close() };
}
