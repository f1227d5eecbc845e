// Updates the page from the stream. Untrusted text is only set as textContent.
import { follow } from './stream.js';

const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 100;
const COLUMN = 7;
const COUNTS = ['visitors_now', 'bots_now', 'views_last_minute', 'visitors_last_minute'];
const CLICK_TOTALS = ['received', 'cleaned', 'out_of_market', 'rejected', 'late', 'stored', 'in_flight', 'not_stored', 'expired'];
const SHARES = ['countries', 'platforms', 'operating_systems', 'browsers'];
const TRENDS = ['RISING', 'STEADY', 'FALLING'];

const page = document.body.dataset;
const element = id => document.getElementById(id);
const numbers = new Intl.NumberFormat();
const number = value => value === null || value === undefined ? '–' : numbers.format(value);
const staleAfter = Number(page.staleAfter);
const longestSilence = 2 * Number(page.heartbeatInterval) + 5_000;

let snapshot = null;
// The clocks of browser and server may differ; freshness is computed with the server's.
let clockSkew = Date.now() - Number(page.renderedAt);
let updatedAt = page.updatedAt ? Number(page.updatedAt) : null;
let state = 'connected';
// The list of articles stays unchanged until five seconds after the reader has last used it.
let unchangedUntil = 0;

// --- texts and times ---------------------------------------------------------------------------

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

// --- changes of the document, only where a value differs ----------------------------

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

/** One child for each item; existing children are reused, so that focus and scroll position stay. */
function fill(list, items, make, change) {
  while (list.children.length > items.length) list.lastElementChild.remove();
  items.forEach((item, index) => {
    if (!list.children[index]) list.append(make());
    change(list.children[index], item, index);
  });
  // White space from the template would hide the text for an empty list.
  if (!items.length) list.replaceChildren();
}

const row = template => () => element(template).content.firstElementChild.cloneNode(true);
const rect = () => document.createElementNS(SVG, 'rect');
const part = (node, selector) => node.querySelector(selector);

// --- lists ----------------------------------------------------------------------------------------

function isLink(url) {
  return /^https?:\/\//i.test(url);
}

function showTitle(node, article) {
  const link = part(node, 'a');
  if (!isLink(article.article)) {
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
  if (list.children.length && Date.now() < unchangedUntil) return;
  fill(list, snapshot.top_articles, row('article-row'), (item, article) => {
    showTitle(part(item, '.title'), article);
    const trend = part(item, '.trend');
    const name = TRENDS.includes(article.trend) ? article.trend : 'STEADY';
    setAttribute(trend, 'class', `trend ${name}`);
    setText(trend, name.toLowerCase());
    setText(part(item, '.views'), number(article.views));
  });
}

function showShares(id) {
  const shares = snapshot[id];
  const most = Math.max(1, ...shares.map(share => share.views));
  fill(element(id), shares, row('share-row'), (item, share) => {
    setText(part(item, '.name'), share.name);
    setText(part(item, '.views'), number(share.views));
    setAttribute(part(item, 'rect'), 'width', Math.round(100 * share.views / most));
  });
}

// By the wall clock: event time does not advance without clicks.
function alertAge(alert) {
  const [word, time] = alert.status === 'FIRING'
    ? ['fired', alert.fired_at ?? alert.started_at]
    : ['over', alert.resolved_at ?? alert.last_seen_at];
  return `${word} ${ago(serverNow() - Date.parse(time))}`;
}

function showAges() {
  snapshot.alerts.forEach((alert, index) => setTime(
    part(element('alerts').children[index], '.age'),
    alert.started_at,
    alertAge(alert),
    `seen from ${utc(alert.started_at)} to ${utc(alert.last_seen_at)}`));
}

function showAlerts() {
  fill(element('alerts'), snapshot.alerts, row('alert-row'), (item, alert) => {
    setAttribute(item, 'class', `${alert.severity} ${alert.status}`);
    setText(part(item, '.severity'), alert.severity.toLowerCase());
    setText(part(item, '.rule'), alert.rule);
    const began = alert.started_at;
    setText(part(item, '.summary'), alert.summary.replaceAll(began, localShort.format(new Date(began))));
  });
  showAges();
  const firing = snapshot.alerts.filter(alert => alert.status === 'FIRING').length;
  const words = firing ? `${firing} firing` : 'none firing';
  if (element('firing').textContent !== words) announce(`Alerts: ${words}`);
  setText(element('firing'), words);
  document.title = firing ? `(${firing}) Footfall` : 'Footfall';
}

function showClickTotals() {
  const totals = snapshot.pipeline.books;
  for (const id of CLICK_TOTALS) setText(element(id), number(totals?.[id]));
  fill(element('reasons'), totals?.reasons ?? [], row('reason-row'), (item, reason) => {
    setText(part(item, '.name'), reason.name);
    setText(part(item, '.views'), number(reason.views));
  });
}

// --- chart ----------------------------------------------------------------------------------------

function roundUp(value) {
  for (let step = 10; ; step *= 10) {
    for (const factor of [1, 2, 5]) {
      if (factor * step >= value) return factor * step;
    }
  }
}

const left = () => WIDTH - 10 * snapshot.minutes.length;

function showMarks() {
  if (!snapshot.minutes.length) return;
  const first = Date.parse(snapshot.minutes[0].start);
  const units = time => left() + (Date.parse(time) - first) / 6000;
  const spans = snapshot.alerts
    .map(alert => ({ rule: alert.rule, from: Math.max(left(), units(alert.started_at)), to: Math.min(WIDTH, units(alert.last_seen_at)) }))
    .filter(span => span.to >= span.from);
  fill(element('chart-marks'), spans, rect, (mark, span) => {
    const x = Math.min(span.from, WIDTH - 3);
    const place = { class: span.rule, x, y: 0, width: Math.max(3, span.to - x), height: HEIGHT };
    for (const [name, value] of Object.entries(place)) setAttribute(mark, name, value);
  });
}

function showChart() {
  const minutes = snapshot.minutes;
  const top = roundUp(Math.max(0, ...minutes.map(minute => Math.max(minute.views, minute.visitors))));
  const begin = left() + Math.floor((10 - COLUMN) / 2);
  const scaled = value => value * HEIGHT / top;
  setText(element('chart-top'), number(top));
  fill(element('chart-columns'), minutes, rect, (column, minute, index) => {
    const height = scaled(minute.views);
    const place = { x: begin + 10 * index, y: HEIGHT - height, width: COLUMN, height, rx: 1, class: minute.complete ? '' : 'open' };
    for (const [name, value] of Object.entries(place)) setAttribute(column, name, value);
  });
  // Without the newest minute until it is complete: the line would seem to drop at the beginning of each minute.
  setAttribute(element('chart-line'), 'points', minutes
    .filter((minute, index) => minute.complete || index < minutes.length - 1)
    .map((minute, index) => `${begin + 10 * index + COLUMN / 2},${HEIGHT - scaled(minute.visitors)}`)
    .join(' '));
  showMarks();
  showTable();
}

function showTable() {
  if (!element('numbers').open) return;
  fill(element('minutes'), snapshot.minutes, row('minute-row'), (line, minute) => {
    setTime(part(line, 'time'), minute.start, localMinute.format(new Date(minute.start)));
    setText(line.children[1], number(minute.views));
    setText(line.children[2], number(minute.visitors));
  });
}

function showSparkline() {
  const most = Math.max(1, ...snapshot.pulse);
  const step = 100 / Math.max(1, snapshot.pulse.length - 1);
  setAttribute(element('pulse'), 'points', snapshot.pulse
    .map((visitors, index) => `${(step * index).toFixed(1)},${(20 - 20 * visitors / most).toFixed(1)}`)
    .join(' '));
}

function showMinuteAtPointer(event) {
  const box = element('chart').getBoundingClientRect();
  const slot = Math.floor(((event.clientX - box.left) / box.width * WIDTH - left()) / 10);
  const minute = snapshot?.minutes[slot];
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
  if (state === 'logged-out') return [state, `logged out${since}`];
  if (state === 'reconnecting') return [state, `reconnecting${since}`];
  if (snapshot && !snapshot.pipeline.log_reachable) return ['unreachable', `Kafka does not answer${since}`];
  if (age === null || (snapshot && !snapshot.now)) return ['waiting', 'waiting for the first clicks'];
  return age > staleAfter ? ['stale', `stale${since}`] : ['live', `updated ${ago(age)}`];
}

function announce(words) {
  setText(element('announcer'), words);
}

function showFreshness() {
  const [name, words] = freshness();
  if (document.body.className !== name) {
    // The state that the server has rendered stays until the first snapshot.
    if (!snapshot && state === 'connected' && document.body.classList.contains('unreachable')) return;
    document.body.className = name;
    announce(name === 'live' ? 'The numbers are live.' : `The numbers are not live: ${words}`);
  }
  setText(element('freshness-text'), words);
}

function showLag() {
  const waiting = snapshot.pipeline.waiting;
  const text = waiting === 0 ? 'all clicks counted' : `${number(waiting)} ${waiting === 1 ? 'click' : 'clicks'} waiting`;
  setText(element('lag'), waiting === null ? '' : text);
}

// --- the stream -----------------------------------------------------------------------------------

function show() {
  updatedAt = snapshot.updated_at ? Date.parse(snapshot.updated_at) : null;
  setText(element('serving_version'), snapshot.serving_version || 'unversioned');
  if (snapshot.now) setTime(element('now'), snapshot.now, local(snapshot.now));
  for (const id of COUNTS) setText(element(id), number(snapshot[id]));
  SHARES.forEach(showShares);
  showArticles();
  showAlerts();
  showClickTotals();
  showChart();
  showSparkline();
  showLag();
  showFreshness();
}

function update(stream) {
  state = stream.state;
  clockSkew = stream.clockSkew ?? clockSkew;
  element('log_in').hidden = state !== 'logged-out';
  if (stream.snapshot) {
    snapshot = stream.snapshot;
    show();
  }
  showFreshness();
}

// Shows the server's time in the local time zone until the first snapshot.
function showLocalTimes() {
  const now = element('now');
  if (now.dateTime) setTime(now, now.dateTime, local(now.dateTime));
}

for (const sign of ['pointermove', 'focusin', 'keydown']) {
  element('top_articles').addEventListener(sign, () => { unchangedUntil = Date.now() + 5_000; });
}
element('chart').addEventListener('pointermove', showMinuteAtPointer);
element('chart').addEventListener('pointerleave', () => { element('pointed').textContent = ''; });
element('numbers').addEventListener('toggle', () => { if (snapshot) showTable(); });
showLocalTimes();
follow(longestSilence, update);
setInterval(() => {
  showFreshness();
  if (snapshot) showAges();
}, 1000);
