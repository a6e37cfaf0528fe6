/* The network of one page: what was sent stands in `sent`, and is answered when the test says so. */
import assert from "node:assert/strict";

/** What a body says, as a test can compare it. */
function read(body) {
  if (typeof body === "string") return JSON.parse(body);
  return body ? Object.fromEntries([...body]) : null;
}

function response(words, { status = 200, type = "basic" } = {}) {
  const json = async () => JSON.parse(typeof words === "string" ? words : JSON.stringify(words));
  return { status, type, ok: status >= 200 && status < 300, json };
}

export function networkOf(window, clock) {
  const sent = [];
  const beacons = [];

  window.fetch = (address, { method = "GET", body, signal, ...options } = {}) =>
    new Promise((done, lost) => {
      const one = {
        address: String(address),
        method,
        words: read(body),
        options,
        done,
        lost,
      };
      sent.push(one);
      const stopped = () => {
        one.stopped = true;
        lost(signal.reason);
      };
      if (signal?.aborted) stopped();
      signal?.addEventListener("abort", stopped);
    });
  window.navigator.sendBeacon = (address, body) => {
    beacons.push({ address, words: read(body) });
    return true;
  };
  window.AbortSignal.timeout = (milliseconds) => {
    const maker = new window.AbortController();
    clock.timeout(() => maker.abort(), milliseconds);
    return maker.signal;
  };

  /** The last request to `address`, which must have been sent. */
  function last(address) {
    const found = sent.filter((one) => one.address.split("?")[0] === address);
    assert.ok(found.length, `nothing was sent to ${address}`);
    return found[found.length - 1];
  }
  return {
    ...{ sent, beacons, last },
    to: (address) => sent.filter((one) => one.address.split("?")[0] === address),
    answer: (one, words, facts) => one.done(response(words, facts)),
    lose: (one) => one.lost(new window.TypeError("Failed to fetch")),
    expire: (one) =>
      one.done({
        status: 0,
        type: "opaqueredirect",
        ok: false,
        json: async () => JSON.parse(""),
      }),
  };
}

/** A sender of files in the window, whose requests stand in `window.requests`. */
export function requests(window) {
  window.requests = [];
  window.XMLHttpRequest = class {
    upload = {};
    headers = {};
    constructor() {
      window.requests.push(this);
    }
    open(method, address) {
      Object.assign(this, { method, address });
    }
    setRequestHeader(name, value) {
      this.headers[name] = value;
    }
    send(body) {
      this.body = body;
    }
    abort() {
      this.stopped = true;
      this.onabort();
    }
    answer(status, words) {
      this.status = status;
      this.responseText = typeof words === "string" ? words : JSON.stringify(words);
      this.onload();
    }
  };
}
