// Callers in great number, and what their answers took.
import http from 'node:http';
import { call } from './mcp.mjs';
import { pause } from './processes.mjs';

/** Calls without a pause, by so many callers, until told to stop; returns the answers. */
export function steady(resource, callers, credentials, gap = 0) {
  const answers = [];
  let going = true;
  const sockets = new http.Agent({ keepAlive: true });
  async function caller() {
    while (going) {
      answers.push(await call(resource, await credentials(), { sockets }));
      await pause(gap);
    }
  }
  const all = Promise.all(Array.from({ length: callers }, caller));
  return {
    answers,
    async stop() {
      going = false;
      await all;
      sockets.destroy();
      return answers;
    },
  };
}

/** Sends so many requests at once, each over a connection of its own. */
export async function atOnce(resource, number, credentials) {
  const sockets = new http.Agent();
  const answers = await Promise.all(Array.from({ length: number }, () => call(resource, credentials, { sockets })));
  sockets.destroy();
  return answers;
}

/** Sends so many requests, spread over the time as evenly as this machine manages. */
export async function spread(resource, number, millis, credentials) {
  const sockets = new http.Agent({ keepAlive: true, maxSockets: 32 });
  const began = performance.now();
  const calls = [];
  while (calls.length < number) {
    const due = Math.min(number, Math.ceil((performance.now() - began) / millis * number));
    while (calls.length < due) {
      calls.push(call(resource, credentials(calls.length), { sockets }));
    }
    await pause(5);
  }
  const answers = await Promise.all(calls);
  sockets.destroy();
  return { answers, millis: performance.now() - began };
}

/** The 99th percentile of what answers took, in milliseconds. */
export function p99(answers) {
  const times = answers.map(answer => answer.millis).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)] ?? NaN;
}
