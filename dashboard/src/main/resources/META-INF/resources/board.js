// Keeps the page as the stream says it is. Strangers' text goes in through textContent only.
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 100;
const COLUMN = 7;
const KEYS = { minutes: 'start', alerts: 'fingerprint' };
const COUNTS = ['visitors_now', 'bots_now', 'views_last_minute', 'visitors_last_minute'];
const BOOKS = ['received', 'cleaned', 'out_of_market', 'rejected', 'late', 'stored', 'in_flight', 'not_stored'];
const SHARES = ['countries', 'platforms', 'operating_systems', 'browsers'];
const TRENDS = ['RISING', 'STEADY', 'FALLING'];

const page = document.body.dataset;
const element = id => document.getElementById(id);
const numbers = new Intl.NumberFormat();
const number = value => value === null || value === undefined ? '–' : numbers.format(value);
const staleAfter = Number(page.staleAfter);
const mostSilence = 2 * Number(page.heartbeatEvery) + 5_000;

let board = null;
// The two clocks may differ; freshness is by the server's.
let clockSkew = Date.now() - Number(page.renderedAt);
let updatedAt = page.updatedAt ? Number(page.updatedAt) : null;
let connected = true;
let heardAt = Date.now();
let source;
// Nothing moves away under somebody's hand; but a pointer may lie there for days.
let heldUntil = 0;

// --- words and times ---------------------------------------------------------------------------

function ago(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

const shape = {
  weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
};
const localSecond = new Intl.DateTimeFormat('en-GB', shape);
const utcSecond = new Intl.DateTimeFormat('en-GB', { ...shape, timeZone: 'UTC' });
const localMinute = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const localShort = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
});
const local = time => localSecond.format(new Date(time));
const utc = time => `${utcSecond.format(new Date(time))} UTC`;

// --- small changes of the document, only where something is different ----------------------------

function setText(node, value) {
  if (node.textContent !== String(value)) node.textContent = value;
}

function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

function setTime(node, time, words, hint = utc(time)) {
  setText(node, words);
  setAttribute(node, 'datetime', time);
  setAttribute(node, 'title', hint);
}

/** One child for each item: those that are there are used again, so that focus and place stay. */
function fill(list, items, make, change) {
  while (list.children.length > items.length) list.lastElementChild.remove();
  items.forEach((item, index) => {
    if (!list.children[index]) list.append(make());
    change(list.children[index], item, index);
  });
  // What is only white space would be shown as if there were something.
  if (!items.length) list.replaceChildren();
}

const row = template => () => element(template).content.firstElementChild.cloneNode(true);
const rect = () => document.createElementNS(SVG, 'rect');
const part = (node, selector) => node.querySelector(selector);

// --- lists ----------------------------------------------------------------------------------------

function linked(url) {
  return /^https?:\/\//i.test(url);
}

function showTitle(node, article) {
  const link = part(node, 'a');
  if (!linked(article.article)) {
    if (link) node.replaceChildren();
    setText(node, article.title);
    return;
  }
  const anchor = link ?? document.createElement('a');
  if (!link) {
    anchor.rel = 'noopener noreferrer nofollow';
    node.replaceChildren(anchor);
  }
  setAttribute(anchor, 'href', article.article);
  setText(anchor, article.title);
}

function showArticles() {
  const list = element('top_articles');
  if (list.children.length && Date.now() < heldUntil) return;
  fill(list, board.top_articles, row('article-row'), (item, article) => {
    showTitle(part(item, '.title'), article);
    const trend = part(item, '.trend');
    const name = TRENDS.includes(article.trend) ? article.trend : 'STEADY';
    setAttribute(trend, 'class', `trend ${name}`);
    setText(trend, name.toLowerCase());
    setText(part(item, '.views'), number(article.views));
  });
}

function showShares(id) {
  const shares = board[id];
  const most = Math.max(1, ...shares.map(share => share.views));
  fill(element(id), shares, row('share-row'), (item, share) => {
    setText(part(item, '.name'), share.name);
    setText(part(item, '.views'), number(share.views));
    setAttribute(part(item, 'rect'), 'width', Math.round(100 * share.views / most));
  });
}

// By the wall clock: event time stands still without clicks.
function alertAge(alert) {
  const [word, time] = alert.status === 'FIRING'
    ? ['fired', alert.fired_at ?? alert.started_at]
    : ['over', alert.resolved_at ?? alert.last_seen_at];
  return `${word} ${ago(serverNow() - Date.parse(time))}`;
}

function showAges() {
  board.alerts.forEach((alert, index) => setTime(
    part(element('alerts').children[index], '.age'),
    alert.started_at,
    alertAge(alert),
    `seen from ${utc(alert.started_at)} to ${utc(alert.last_seen_at)}`));
}

function showAlerts() {
  fill(element('alerts'), board.alerts, row('alert-row'), (item, alert) => {
    setAttribute(item, 'class', `${alert.severity} ${alert.status}`);
    setText(part(item, '.severity'), alert.severity.toLowerCase());
    setText(part(item, '.rule'), alert.rule);
    const began = alert.started_at;
    setText(part(item, '.summary'), alert.summary.replaceAll(began, localShort.format(new Date(began))));
  });
  showAges();
  const firing = board.alerts.filter(alert => alert.status === 'FIRING').length;
  const words = firing ? `${firing} firing` : 'none firing';
  if (element('firing').textContent !== words) announce(`Alerts: ${words}`);
  setText(element('firing'), words);
  document.title = firing ? `(${firing}) Footfall` : 'Footfall';
}

function showBooks() {
  const books = board.pipeline.books;
  for (const id of BOOKS) setText(element(id), number(books?.[id]));
  fill(element('reasons'), books?.reasons ?? [], row('reason-row'), (item, reason) => {
    setText(part(item, '.name'), reason.name);
    setText(part(item, '.views'), number(reason.views));
  });
}

// --- chart ----------------------------------------------------------------------------------------

function roundedUp(value) {
  for (let step = 10; ; step *= 10) {
    for (const factor of [1, 2, 5]) {
      if (factor * step >= value) return factor * step;
    }
  }
}

const left = () => WIDTH - 10 * board.minutes.length;

function showMarks() {
  if (!board.minutes.length) return;
  const first = Date.parse(board.minutes[0].start);
  const units = time => left() + (Date.parse(time) - first) / 6000;
  const spans = board.alerts
    .map(alert => ({ rule: alert.rule, from: Math.max(left(), units(alert.started_at)), to: Math.min(WIDTH, units(alert.last_seen_at)) }))
    .filter(span => span.to >= span.from);
  fill(element('chart-marks'), spans, rect, (mark, span) => {
    const x = Math.min(span.from, WIDTH - 3);
    const place = { class: span.rule, x, y: 0, width: Math.max(3, span.to - x), height: HEIGHT };
    for (const [name, value] of Object.entries(place)) setAttribute(mark, name, value);
  });
}

function showChart() {
  const minutes = board.minutes;
  const top = roundedUp(Math.max(0, ...minutes.map(minute => Math.max(minute.views, minute.visitors))));
  const begin = left() + Math.floor((10 - COLUMN) / 2);
  const scaled = value => value * HEIGHT / top;
  setText(element('chart-top'), number(top));
  fill(element('chart-columns'), minutes, rect, (column, minute, index) => {
    const height = scaled(minute.views);
    const place = { x: begin + 10 * index, y: HEIGHT - height, width: COLUMN, height, rx: 1, class: minute.complete ? '' : 'open' };
    for (const [name, value] of Object.entries(place)) setAttribute(column, name, value);
  });
  // The newest minute joins the line when it is complete: it would seem to fall at each full minute.
  setAttribute(element('chart-line'), 'points', minutes
    .filter((minute, index) => minute.complete || index < minutes.length - 1)
    .map((minute, index) => `${begin + 10 * index + COLUMN / 2},${HEIGHT - scaled(minute.visitors)}`)
    .join(' '));
  showMarks();
  showTable();
}

function showTable() {
  if (!element('numbers').open) return;
  fill(element('minutes'), board.minutes, row('minute-row'), (line, minute) => {
    setTime(part(line, 'time'), minute.start, localMinute.format(new Date(minute.start)));
    setText(line.children[1], number(minute.views));
    setText(line.children[2], number(minute.visitors));
  });
}

function showPulse() {
  const most = Math.max(1, ...board.pulse);
  const step = 100 / Math.max(1, board.pulse.length - 1);
  setAttribute(element('pulse'), 'points', board.pulse
    .map((visitors, index) => `${(step * index).toFixed(1)},${(20 - 20 * visitors / most).toFixed(1)}`)
    .join(' '));
}

function showPointed(event) {
  const box = element('chart').getBoundingClientRect();
  const slot = Math.floor(((event.clientX - box.left) / box.width * WIDTH - left()) / 10);
  const minute = board?.minutes[slot];
  const pointed = element('pointed');
  pointed.textContent = minute
    ? `${localMinute.format(new Date(minute.start))}: ${number(minute.views)} views, ${number(minute.visitors)} visitors`
    : '';
  pointed.title = minute ? utc(minute.start) : '';
}

// --- freshness ------------------------------------------------------------------------------------

const serverNow = () => Date.now() - clockSkew;

function freshness() {
  const age = updatedAt === null ? null : serverNow() - updatedAt;
  const since = age === null ? '' : `, updated ${ago(age)}`;
  if (!connected) return ['reconnecting', `reconnecting${since}`];
  if (board && !board.pipeline.log_reachable) return ['unreachable', `the log does not answer${since}`];
  if (age === null || (board && !board.now)) return ['waiting', 'waiting for the first clicks'];
  return age > staleAfter ? ['stale', `stale${since}`] : ['live', `updated ${ago(age)}`];
}

function announce(words) {
  setText(element('announcer'), words);
}

function showFreshness() {
  const [state, words] = freshness();
  if (document.body.className !== state) {
    // As the server has rendered it, until the first snapshot says more.
    if (!board && connected && document.body.classList.contains('unreachable')) return;
    document.body.className = state;
    announce(state === 'live' ? 'The numbers are live.' : `The numbers are not live: ${words}`);
  }
  setText(element('freshness-text'), words);
}

function showLag() {
  const waiting = board.pipeline.waiting;
  const words = waiting === 0 ? 'all clicks counted' : `${number(waiting)} ${waiting === 1 ? 'click' : 'clicks'} to count`;
  setText(element('lag'), waiting === null ? '' : words);
}

// --- the stream -----------------------------------------------------------------------------------

function show() {
  updatedAt = board.updated_at ? Date.parse(board.updated_at) : null;
  setText(element('serving_version'), board.serving_version || 'unversioned');
  if (board.now) setTime(element('now'), board.now, local(board.now));
  for (const id of COUNTS) setText(element(id), number(board[id]));
  SHARES.forEach(showShares);
  showArticles();
  showAlerts();
  showBooks();
  showChart();
  showPulse();
  showLag();
  showFreshness();
}

function merged(list, change, key) {
  const byKey = new Map(list.map(item => [item[key], item]));
  for (const item of change.changed) byKey.set(item[key], item);
  const order = change.order ?? list.map(item => item[key]);
  return order.map(name => byKey.get(name));
}

function apply(delta) {
  for (const [name, value] of Object.entries(delta)) {
    board[name] = name in KEYS ? merged(board[name], value, KEYS[name]) : value;
  }
}

function heard() {
  connected = true;
  heardAt = Date.now();
}

function connect() {
  source?.close();
  source = new EventSource('stream');
  heardAt = Date.now();
  source.addEventListener('snapshot', event => {
    heard();
    board = JSON.parse(event.data);
    show();
  });
  source.addEventListener('delta', event => {
    heard();
    apply(JSON.parse(event.data));
    show();
  });
  source.addEventListener('beat', event => {
    heard();
    clockSkew = Date.now() - Number(event.data);
    showFreshness();
  });
  source.addEventListener('error', () => {
    connected = false;
    showFreshness();
  });
}

// EventSource gives up after an HTTP error and does not notice a dead network: then begin anew.
function watch() {
  showFreshness();
  if (board) showAges();
  if (Date.now() - heardAt > mostSilence) {
    connected = false;
    connect();
  } else if (source.readyState === EventSource.CLOSED && Date.now() - heardAt > 5_000) {
    connect();
  }
}

// Until the first snapshot is here, the server's own words stay, with the times of this place.
function showLocalTimes() {
  const now = element('now');
  if (now.dateTime) setTime(now, now.dateTime, local(now.dateTime));
}

for (const sign of ['pointermove', 'focusin', 'keydown']) {
  element('top_articles').addEventListener(sign, () => { heldUntil = Date.now() + 5_000; });
}
element('chart').addEventListener('pointermove', showPointed);
element('chart').addEventListener('pointerleave', () => { element('pointed').textContent = ''; });
element('numbers').addEventListener('toggle', () => { if (board) showTable(); });
showLocalTimes();
connect();
setInterval(watch, 1000);
