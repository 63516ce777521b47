// Sends requests over HTTP connections that stay open.

import { Agent, request } from 'node:http';

/**
 * Sends requests, `concurrency` at a time, and checks the status of each answer.
 * @param {URL} url
 * @param {{method: string, path: string, body: string, status: number, headers?: object}[]} requests
 * @returns {Promise<number[]>} Milliseconds from the request to the last byte of its answer.
 */
export async function sendAll(url, requests, concurrency) {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const latencies = [];
  let next = 0;
  const sendOn = async () => {
    while (next < requests.length) {
      const asked = requests[next++];
      const begin = performance.now();
      await expectAnswer(url, asked, agent);
      latencies.push(performance.now() - begin);
    }
  };
  try {
    await Promise.all(Array.from({ length: concurrency }, sendOn));
  } finally {
    agent.destroy();
  }
  return latencies;
}

/** Sends a request and returns its answer; throws if the status is not the expected one. */
export async function expectAnswer(url, asked, agent) {
  const answer = await send(url, asked, agent);
  if (answer.status !== asked.status) {
    const { method, path, body, status } = asked;
    throw new Error(`${method} ${path} ${body}: ${answer.status} instead of ${status}: ${answer.text}`);
  }
  return answer;
}

function send({ hostname, port }, { method, path, body, headers: more }, agent) {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...more };
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
