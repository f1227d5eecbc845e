// Keeps the page as the stream says it is. Strangers' text goes in through textContent only.
const SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600;
const HEIGHT = 100;
const COLUMN = 7;

const page = document.body.dataset;
const element = id => document.getElementById(id);
const numbers = new Intl.NumberFormat('en');
const number = value => numbers.format(value);
const staleAfter = Number(page.staleAfter);
const mostSilence = 2 * Number(page.heartbeatEvery) + 5_000;
// The two clocks may differ; freshness is by the server's.
const clockSkew = Date.now() - Number(page.renderedAt);
let updatedAt = page.updatedAt ? Number(page.updatedAt) : null;
let minutes = [];
let connected = true;
let heardAt = Date.now();
let source;

function ago(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86400)} d ago`;
}

function second(time) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).formatToParts(new Date(time)).reduce((all, part) => ({ ...all, [part.type]: part.value }), {});
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year}, ${parts.hour}:${parts.minute}:${parts.second} UTC`;
}

function row(template) {
  return element(template).content.firstElementChild.cloneNode(true);
}

function text(parent, selector, value) {
  parent.querySelector(selector).textContent = value;
}

function linked(url) {
  return /^https?:\/\//i.test(url);
}

function showArticles(articles) {
  element('top_articles').replaceChildren(...articles.map(article => {
    const item = row('article-row');
    const title = item.querySelector('.title');
    if (linked(article.article)) {
      const link = document.createElement('a');
      link.href = article.article;
      link.rel = 'noopener noreferrer';
      link.textContent = article.title;
      title.append(link);
    } else {
      title.textContent = article.title;
    }
    text(item, '.views', number(article.views));
    return item;
  }));
}

function showShares(id, shares) {
  const most = Math.max(1, ...shares.map(share => share.views));
  element(id).replaceChildren(...shares.map(share => {
    const item = row('share-row');
    text(item, '.name', share.name);
    text(item, '.views', number(share.views));
    item.querySelector('rect').setAttribute('width', Math.round(100 * share.views / most));
    return item;
  }));
}

function showAlerts(alerts, now) {
  element('alerts').replaceChildren(...alerts.map(alert => {
    const item = row('alert-row');
    item.classList.add(alert.severity);
    text(item, '.severity', alert.severity.toLowerCase());
    text(item, '.rule', alert.rule);
    text(item, '.summary', alert.summary);
    const age = item.querySelector('.age');
    age.textContent = ago((now ? Date.parse(now) : Date.now() - clockSkew) - Date.parse(alert.last_seen_at));
    age.title = second(alert.last_seen_at);
    return item;
  }));
}

function roundedUp(value) {
  for (let step = 10; ; step *= 10) {
    for (const factor of [1, 2, 5]) {
      if (factor * step >= value) return factor * step;
    }
  }
}

function showChart() {
  const top = roundedUp(Math.max(0, ...minutes.map(minute => Math.max(minute.views, minute.visitors))));
  const left = WIDTH - 10 * minutes.length + Math.floor((10 - COLUMN) / 2);
  const scaled = value => value * HEIGHT / top;
  element('chart-top').textContent = number(top);
  element('chart-columns').replaceChildren(...minutes.map((minute, index) => {
    const column = document.createElementNS(SVG, 'rect');
    const height = scaled(minute.views);
    const place = { x: left + 10 * index, y: HEIGHT - height, width: COLUMN, height, rx: 1 };
    for (const [name, value] of Object.entries(place)) column.setAttribute(name, value);
    if (!minute.complete) column.classList.add('open');
    return column;
  }));
  // The newest minute joins the line when it is complete: it would seem to fall at each full minute.
  element('chart-line').setAttribute('points', minutes
    .filter((minute, index) => minute.complete || index < minutes.length - 1)
    .map((minute, index) => `${left + 10 * index + COLUMN / 2},${HEIGHT - scaled(minute.visitors)}`)
    .join(' '));
}

function showPointed(event) {
  const box = element('chart').getBoundingClientRect();
  const slot = Math.floor((event.clientX - box.left) / box.width * WIDTH / 10) - (WIDTH / 10 - minutes.length);
  const minute = minutes[slot];
  element('pointed').textContent = minute
    ? `${minute.start.slice(11, 16)} UTC: ${number(minute.views)} views, ${number(minute.visitors)} visitors`
    : '';
}

function show(snapshot) {
  updatedAt = snapshot.updated_at ? Date.parse(snapshot.updated_at) : null;
  minutes = snapshot.minutes;
  element('serving_version').textContent = snapshot.serving_version;
  element('serving_version').hidden = !snapshot.serving_version;
  element('now').textContent = snapshot.now ? second(snapshot.now) : '–';
  for (const id of ['visitors_now', 'bots_now', 'views_last_minute', 'visitors_last_minute']) {
    element(id).textContent = number(snapshot[id]);
  }
  for (const id of ['countries', 'platforms', 'operating_systems', 'browsers']) showShares(id, snapshot[id]);
  showArticles(snapshot.top_articles);
  showAlerts(snapshot.alerts, snapshot.now);
  showChart();
  showFreshness();
}

function freshness() {
  const age = updatedAt === null ? null : Date.now() - clockSkew - updatedAt;
  if (!connected) return ['reconnecting', age === null ? 'reconnecting' : `reconnecting, updated ${ago(age)}`];
  if (age === null) return ['waiting', 'waiting for the first clicks'];
  return age > staleAfter ? ['stale', `stale, updated ${ago(age)}`] : ['live', `updated ${ago(age)}`];
}

function showFreshness() {
  const [state, words] = freshness();
  element('freshness').className = `freshness ${state}`;
  element('freshness-text').textContent = words;
}

function connect() {
  source?.close();
  source = new EventSource('stream');
  heardAt = Date.now();
  source.addEventListener('snapshot', event => {
    connected = true;
    heardAt = Date.now();
    show(JSON.parse(event.data));
  });
  source.addEventListener('error', () => {
    connected = false;
    showFreshness();
  });
}

// EventSource gives up after an HTTP error and does not notice a dead network: then begin anew.
function watch() {
  showFreshness();
  if (Date.now() - heardAt > mostSilence) {
    connected = false;
    connect();
  } else if (source.readyState === EventSource.CLOSED && Date.now() - heardAt > 5_000) {
    connect();
  }
}

element('chart').addEventListener('pointermove', showPointed);
element('chart').addEventListener('pointerleave', () => { element('pointed').textContent = ''; });
connect();
setInterval(watch, 1000);
