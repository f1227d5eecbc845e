// The event stream, one for all tabs of a browser: a browser opens at most six connections to a server over HTTP/1.1, and
// each stream takes one. Runs in a shared worker, or in the page where a browser has none.
const KEYS = { minutes: 'start', alerts: 'fingerprint' };
const CHECK_INTERVAL = 1_000;
const SHORTEST_PAUSE = 5_000;
const LONGEST_PAUSE = 60_000;
// To be changed with the messages and with KEYS: after an upgrade a worker of the version before may still run.
const WORKER = 'footfall-stream-1';

// --- one connection ----------------------------------------------------------------------------------

function merged(list, change, key) {
  const byKey = new Map(list.map(item => [item[key], item]));
  for (const item of change.changed) byKey.set(item[key], item);
  const order = change.order ?? list.map(item => item[key]);
  return order.map(name => byKey.get(name));
}

function apply(delta, snapshot) {
  for (const [name, value] of Object.entries(delta)) {
    snapshot[name] = name in KEYS ? merged(snapshot[name], value, KEYS[name]) : value;
  }
}

/** Whether a login is needed: of this service, or of a proxy, which redirects to its page or shows it in place of data. */
async function needsLogin() {
  const options = { method: 'HEAD', cache: 'no-store', redirect: 'manual' };
  const response = await fetch('api/traffic', options).catch(() => null);
  if (!response) return false;
  return response.type === 'opaqueredirect' || response.status === 401 || response.status === 403
    || response.ok && !response.headers.get('content-type')?.startsWith('application/json');
}

/**
 * Keeps a connection, and calls `publish` with its state (connected, reconnecting or logged-out), with how much the clock is
 * ahead of the server's, if that is known, and with the snapshot, if it has changed.
 */
function createStream(longestSilence, publish) {
  let source = null;
  let snapshot = null;
  let clockSkew = null;
  let state = 'connected';
  let lastEventAt = 0;
  let pause = SHORTEST_PAUSE;
  let retryAt = 0;

  const status = () => ({ state, clockSkew });
  const current = () => ({ state, clockSkew, snapshot });

  function onEvent(name, change) {
    source.addEventListener(name, event => {
      state = 'connected';
      lastEventAt = Date.now();
      pause = SHORTEST_PAUSE;
      publish(change(JSON.parse(event.data)));
    });
  }

  // EventSource reconnects by itself if the network fails, and gives up after any other answer, without a reason.
  async function onError(failed) {
    state = 'reconnecting';
    publish(status());
    if (failed.readyState !== EventSource.CLOSED) return;
    retryAt = Date.now() + pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    if (await needsLogin() && source === failed) {
      state = 'logged-out';
      publish(status());
    }
  }

  function connect() {
    source?.close();
    lastEventAt = Date.now();
    source = new EventSource('stream');
    onEvent('snapshot', data => {
      snapshot = data;
      return current();
    });
    onEvent('delta', delta => {
      apply(delta, snapshot);
      return current();
    });
    onEvent('beat', time => {
      clockSkew = Date.now() - time;
      return status();
    });
    const opened = source;
    source.addEventListener('error', () => onError(opened));
  }

  function check() {
    if (!source || state === 'logged-out') return;
    const now = Date.now();
    const closed = source.readyState === EventSource.CLOSED;
    // A broken network is not detected by EventSource.
    if (closed ? now >= retryAt : now - lastEventAt > longestSilence) {
      state = 'reconnecting';
      connect();
    }
    if (state !== 'connected') publish(status());
  }

  setInterval(check, CHECK_INTERVAL);
  return {
    current,
    /** Connects at once, unless there is a connection. */
    open() {
      if (source && source.readyState !== EventSource.CLOSED) return;
      state = source ? 'reconnecting' : 'connected';
      connect();
    },
    close() {
      source?.close();
      source = null;
    },
  };
}

// --- in the page ---------------------------------------------------------------------------------------

function followAlone(longestSilence, show) {
  const stream = createStream(longestSilence, show);
  // A hidden tab must not keep a connection that others need.
  const openIfVisible = () => document.hidden ? stream.close() : stream.open();
  document.addEventListener('visibilitychange', openIfVisible);
  openIfVisible();
}

function followShared(longestSilence, show) {
  let port;
  let lastUpdateAt;
  let alone = false;

  function join() {
    port?.postMessage('leave');
    const worker = new SharedWorker(import.meta.url, { type: 'module', name: WORKER });
    worker.addEventListener('error', () => {
      if (!alone) followAlone(longestSilence, show);
      alone = true;
    });
    port = worker.port;
    port.onmessage = ({ data }) => {
      lastUpdateAt = Date.now();
      show(data);
    };
    lastUpdateAt = Date.now();
    port.postMessage({ longestSilence });
  }

  join();
  addEventListener('pagehide', () => port.postMessage('leave'));
  addEventListener('pageshow', event => { if (event.persisted) join(); });
  // A running worker is never silent for so long: either the browser has ended it, or this page has slept.
  setInterval(() => { if (!alone && Date.now() - lastUpdateAt > 2 * longestSilence) join(); }, CHECK_INTERVAL);
}

/** Calls `show` with every update of the stream. */
export function follow(longestSilence, show) {
  const start = typeof SharedWorker === 'undefined' ? followAlone : followShared;
  start(longestSilence, show);
}

// --- in the worker -------------------------------------------------------------------------------------

function serveTabs() {
  const ports = new Set();
  let stream;
  const publish = update => ports.forEach(port => port.postMessage(update));

  self.onconnect = ({ ports: [port] }) => {
    port.onmessage = ({ data }) => {
      if (data === 'leave') {
        ports.delete(port);
        return;
      }
      ports.add(port);
      stream ??= createStream(data.longestSilence, publish);
      stream.open();
      port.postMessage(stream.current());
    };
  };
}

if (typeof SharedWorkerGlobalScope !== 'undefined') serveTabs();
