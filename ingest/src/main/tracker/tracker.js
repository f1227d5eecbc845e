/*
 * Reports to Footfall which pages of a site are opened and how far they are scrolled.
 *
 * Stores nothing on the reader's device and reads nothing that is stored there: no cookie, no local or session
 * storage, no IndexedDB, no cache, no id. Unsent clicks are in memory only and are lost with the page.
 *
 * The build minifies this file to ECMAScript 5, so that old browsers do not report a syntax error in the site's
 * pages. Syntax that needs helper code there (async, for-of, spread) is not used.
 */
(() => {
  const MOST_UNSENT = 50;
  const STEPS = 4;
  const TITLE_DELAY = 100; // ms
  const LONGEST_TITLE_WAIT = 3e3; // ms
  const LONGEST_WAIT = 3600; // s
  const LONGEST_TITLE = 500; // characters; ingest rejects all clicks of a request if one is too large

  // Parameters that say by which advertisement, newsletter or search readers came, not what they read.
  const CLICK_IDS = RegExp('^(' + [
    '(utm|mtm|hsa|gad)_.+', '_?_hs.+', 'hsCta.+', 'mc_[ce]id', '\\w{1,3}clk?id', 'gclsrc', '[gw]braid', 'srsltid', '_g[al]',
    'igsh(id)?', 'li_fat_id', 'sccid', 'rdt_cid', 'epik', 'mkt_tok', '_kx', 'oly_.+_id', 'vero_id', 'wickedid', '_openstat',
  ].join('|') + ')$', 'i');

  const browser = navigator;
  const agent = browser.userAgent;
  const keepalive = window.Request && 'keepalive' in Request.prototype;

  // Some sites include the script twice, or run it again at each navigation.
  const isHere = window.__footfall;
  window.__footfall = 1;

  if (
    isHere ||
    // The browser is too old to send in the background.
    !(keepalive || browser.sendBeacon) ||
    // The URL of a page that was saved to disk contains the reader's directories.
    !/^http/.test(location.protocol)
  ) {
    return;
  }

  /** What is wrong with the tag, once. */
  let warn = message => {
    warn = () => {};
    console.warn('Footfall: ' + message);
  };

  // Modules and scripts that a loader runs have no current script, and an element of that name hides it.
  const current = document.currentScript;
  const script = current instanceof HTMLScriptElement ? current : document.querySelector('script[src*="/tracker.js"],script[src^="tracker.js"]');
  if (!script) {
    warn('found no <script> with tracker.js in its src');
    return;
  }
  const attribute = name => script.getAttribute('data-' + name);

  const target = attribute('endpoint') || 'clicks';
  let endpoint;
  try {
    endpoint = new URL(target, script.src || location.origin);
  } catch (e) {
    // Not a URL.
  }
  // Browsers refuse to send to a URL with a user name.
  if (!endpoint || !/^http/.test(endpoint.protocol) || endpoint.username) {
    warn('data-endpoint="' + target + '" is not an address for clicks');
    return;
  }

  const sample = attribute('sample') === null ? '1' : attribute('sample');
  // Comparisons with a text that is not a number are false.
  if (!(/\d/.test(sample) && sample >= 0 && sample <= 1)) {
    warn('data-sample="' + sample + '" is not a number from 0 to 1');
    return;
  }

  if (
    browser.globalPrivacyControl ||
    (browser.doNotTrack || window.doNotTrack) == '1' ||
    Math.random() >= sample
  ) {
    return;
  }

  const isOff = value => /^(null|false)$/.test(value);
  const keepsFragment = !isOff(attribute('keep-fragment'));
  const keptQuery = attribute('keep-query');
  // The parameters that are kept: none, all but click ids if no names are given, or these.
  const names = !isOff(keptQuery) && (keptQuery.replace(/^(true|data-.*)$/, '').match(/[^\s,]+/g) || []);

  /** The name of the first pattern that matches the user agent. */
  const firstOf = patterns => Object.keys(patterns).filter(name => patterns[name].test(agent))[0] || 'unknown';

  // An iPad identifies itself as a Mac, but no Mac has a touch screen.
  const isPad = /iPad|Macintosh/.test(agent) && browser.maxTouchPoints > 1;
  // The order matters: Android also contains Linux, Edge contains Chrome, and Chrome contains Safari.
  const os = isPad
    ? 'ios'
    : firstOf({windows: /Windows/, ios: /iP(hone|ad|od)/, mac: /Mac/, android: /Android/, linux: /Linux|X11/});
  const name = firstOf({
    edge: /Edg/,
    opera: /OPR|Opera|OPiOS|OPT\//,
    ie: /MSIE|Trident/,
    firefox: /Firefox|FxiOS/,
    chrome: /Chrom|CriOS/,
    safari: /Safari/,
  });
  const platform = isPad || /iPad|Tablet|Silk|Android(?!.*Mobi)/.test(agent)
    ? 'tablet'
    : /Mobi/.test(agent) ? 'mobile' : 'desktop';

  // Automated browsers say so. ingest counts their clicks as those of bots.
  browser.webdriver && endpoint.searchParams.set('bot', 'webdriver');

  // A clock that the page replaced may return fractions, which ingest would reject.
  const now = () => Math.round(Date.now());

  // The page that is open.
  let article;
  let opened; // ms since the epoch
  let since; // the same on a clock that is never adjusted
  let step; // how many quarters of it have been scrolled
  let opening; // timer: the click of the opened page waits for the title
  let oldTitle; // of the page before, if it was in the same document
  let title; // when the timer was set
  let frame; // a scroll event has not been processed yet
  let scroller; // the document or the element that was scrolled

  // The queue of clicks.
  let unsent = [];
  let inFlight = 0;
  let failures = 0;
  let pause; // timer: nothing is sent before it ends
  let leaving;

  const queue = clicks => {
    unsent = clicks.slice(-MOST_UNSENT);
  };

  const retryLater = (clicks, retryAfter) => {
    queue(clicks.concat(unsent));
    clearTimeout(pause);
    // Seconds, or a date.
    const asked = +retryAfter || (Date.parse(retryAfter) - Date.now()) / 1e3 || 0;
    // With jitter, because requests of many readers fail in the same second; 2 ** 6 s is a minute.
    const wait = Math.max(asked, 2 ** Math.min(failures++, 6)) * (1 + Math.random());
    pause = setTimeout(proceed, Math.min(wait, LONGEST_WAIT) * 1e3);
  };

  /** The endpoint with the time of this attempt: from it, ingest computes how wrong the reader's clock is. */
  const stamped = () => {
    endpoint.searchParams.set('sent', now());
    return endpoint.href;
  };

  const post = clicks => {
    // A title may contain half a surrogate pair, and ingest would reject the whole request.
    const body = JSON.stringify(clicks)
      .replace(/\\(u(?:d[89a-f]..|0000)|.)/g, (all, escape) => escape[1] ? '\ufffd' : all);
    // The second choice: a beacon sends cookies of the endpoint's site, if any, and does not report failures.
    const beacon = () => browser.sendBeacon && browser.sendBeacon(stamped(), body);
    if (!keepalive) {
      beacon() || retryLater(clicks);
      return;
    }
    // Browsers refuse keepalive requests above 64 KiB; a character takes up to three bytes.
    const kept = body.length < 2e4;
    let refused = 1;
    inFlight++;
    // A string is sent as text/plain, which needs no CORS preflight.
    fetch(stamped(), {
      method: 'POST',
      body,
      keepalive: kept,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    }).then(
      response => {
        inFlight--;
        if (response.status == 408 || response.status == 429 || response.status > 499) {
          retryLater(clicks, response.headers.get('Retry-After'));
        } else {
          // Accepted, or rejected for good.
          response.ok || warn(response.status + ' from ' + endpoint.href);
          failures = 0;
          send();
        }
      },
      () => {
        const retry = () => {
          inFlight--;
          retryLater(clicks);
        };
        if (kept && !refused) {
          // The request may go on: a page that is being left gets an error for it, before or after its pagehide
          // event. Its timers no longer run, so that its last requests do not count these clicks twice.
          setTimeout(retry, 0);
        } else if (!leaving || !beacon()) {
          // The request ends with the page: the browser refused it (others may fill the 64 KiB), or did not keep it.
          retry();
        } else {
          inFlight--;
        }
      }
    );
    // A browser that refuses a request does so at once.
    Promise.resolve().then(() => {
      refused = 0;
    });
  };

  const sendNow = () => {
    clearTimeout(pause);
    pause = 0;
    if (unsent[0]) {
      const clicks = unsent;
      unsent = [];
      post(clicks);
    }
  };

  const send = () => {
    inFlight || pause || sendNow();
  };

  const proceed = () => {
    clearTimeout(pause);
    pause = 0;
    send();
  };

  const click = (time, timer, height) => {
    queue(unsent.concat({
      visitor_platform: platform,
      ts_ingest: time,
      article_title: document.title.slice(0, LONGEST_TITLE).replace(/[\ud800-\udbff]$/, ''),
      visitor_page_timer: timer,
      visitor_os: os,
      article,
      visitor_page_height: height,
      visitor_browser: name,
    }));
    send();
  };

  const measure = () => {
    if (opening) {
      // The scroll position may still be that of the previous page; settle() measures again.
      return;
    }
    frame = 0;
    const isPage = scroller == document;
    const box = isPage ? document.scrollingElement || document.documentElement : scroller;
    const height = Math.round(isPage ? scrollY : box.scrollTop);
    const range = box.scrollHeight - (isPage ? innerHeight : box.clientHeight);
    // In a zoomed page, the last position is a fraction of a pixel too small.
    const quarters = Math.min(STEPS, Math.floor(STEPS * (height + 1) / range));
    if (height > 0 && quarters > step) {
      step = quarters;
      click(now(), Math.floor((performance.now() - since) / 1e3), height);
    }
  };

  /** Does at once what is scheduled. */
  const settle = () => {
    clearTimeout(opening);
    if (opening) {
      opening = 0;
      click(opened, 0, 0);
    }
    if (frame) {
      measure();
    }
  };

  /** What is kept of the parameters in a query string, as they were written. */
  const query = text => {
    const kept = text.slice(1).split('&').filter(parameter => {
      const name = parameter.split('=')[0];
      return name && names && (names[0] ? names.indexOf(name) >= 0 : !CLICK_IDS.test(name));
    });
    return kept[0] ? '?' + kept.join('&') : '';
  };

  /** The route in the fragment. If it begins with name=value, it is the answer of a login. */
  const route = () => {
    const parts = keepsFragment && /^(?!#!?\/?\w+=)(#[!\/][^?&]*|#[^?&=]*(?=\?|$))(\?.*)?/.exec(location.hash);
    return parts ? (parts[1] + query(parts[2] || '')).replace(/^#!?\/?$/, '') : '';
  };

  const address = () => location.origin + location.pathname + query(location.search) + route();

  /** Waits for the new page's title, which applications set after the address, until it no longer changes. */
  const awaitTitle = () => {
    const last = title;
    title = document.title;
    if (title && title != oldTitle && title == last || performance.now() - since > LONGEST_TITLE_WAIT) {
      settle();
    } else {
      opening = setTimeout(awaitTitle, TITLE_DELAY);
    }
  };

  const open = previous => {
    article = address();
    opened = now();
    since = performance.now();
    step = frame = 0;
    oldTitle = previous;
    title = document.title;
    opening = setTimeout(awaitTitle, TITLE_DELAY);
  };

  const navigate = () => {
    if (address() != article) {
      settle();
      open(document.title);
    }
  };

  const leave = () => {
    settle();
    sendNow();
  };

  const start = () => {
    open();
    ['pushState', 'replaceState'].forEach(method => {
      const original = history[method];
      history[method] = function () {
        const result = original.apply(this, arguments);
        navigate();
        return result;
      };
    });
    addEventListener('popstate', navigate);
    addEventListener('hashchange', navigate);
    // Routers that use the Navigation API call neither pushState nor replaceState.
    window.navigation && navigation.addEventListener('currententrychange', navigate);
    // Scroll events of elements do not bubble. An element counts that fills most of the window.
    document.addEventListener('scroll', event => {
      const target = event.target;
      if (target == document || target.clientHeight * 2 > innerHeight && target.clientWidth * 2 > innerWidth) {
        scroller = target;
        frame = frame || requestAnimationFrame(measure);
      }
    }, {capture: true, passive: true});
    addEventListener('pageshow', event => {
      leaving = 0;
      if (event.persisted) {
        open();
      }
    });
    addEventListener('pagehide', () => {
      leaving = 1;
      leave();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState == 'hidden') {
        leave();
      }
    });
    addEventListener('online', () => {
      failures = 0;
      proceed();
    });
  };

  if (document.prerendering) {
    document.addEventListener('prerenderingchange', start, {once: true});
  } else {
    start();
  }
})();
