/*
 * Tells Footfall which pages of a site are opened and how far they are read.
 *
 * Stores nothing on the reader's device and reads nothing from it that was stored: no cookie, no local or
 * session storage, no IndexedDB, no cache, no id. Unsent clicks live in memory and die with the page.
 *
 * The build minifies this file to the syntax of 2009: a script that an old browser cannot parse would be
 * an error in somebody else's page. What needs a helper there (async, for-of, spread) is left out.
 */
(() => {
  const MOST_UNSENT = 50;
  const STEPS = 4;
  const TITLE_DELAY = 100; // ms
  const LONGEST_WAIT = 3600; // s
  const LONGEST_TITLE = 500; // characters; one click that is too large would take along the others

  const script = document.currentScript;
  const browser = navigator;
  const agent = browser.userAgent;
  const keepalive = window.Request && 'keepalive' in Request.prototype;

  // Some sites have the tag twice, or run it again at each navigation.
  const isHere = window.__footfall;
  window.__footfall = 1;

  if (
    isHere ||
    // A module, or a browser too old to send anything in the background.
    !script ||
    !(keepalive || browser.sendBeacon) ||
    // A page saved to a disk would tell the names of the reader's directories.
    !/^http/.test(location.protocol) ||
    browser.globalPrivacyControl ||
    (browser.doNotTrack || window.doNotTrack) == '1' ||
    // Without the attribute this is NaN, and nothing is greater.
    Math.random() >= parseFloat(script.getAttribute('data-sample'))
  ) {
    return;
  }

  const endpoint = new URL(script.getAttribute('data-endpoint') || '/clicks', script.src || location).href;
  const keepsQuery = script.hasAttribute('data-keep-query');

  /** The name of the first pattern that the user agent matches. */
  const firstOf = patterns => Object.keys(patterns).filter(name => patterns[name].test(agent))[0] || 'unknown';

  // An iPad says that it is a Mac, but no Mac has a touch screen.
  const isPad = /iPad|Macintosh/.test(agent) && browser.maxTouchPoints > 1;
  // The order matters: Android says Linux too, Edge says Chrome, and Chrome says Safari.
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

  // The page that is open.
  let article;
  let opened; // ms since the epoch
  let since; // the same on the clock that nobody sets
  let step; // how many quarters of it have been scrolled past
  let opening; // timer: the page is open, but its click waits for the title
  let frame; // there was scrolling that has not been looked at

  // What has to be sent.
  let unsent = [];
  let inFlight = 0;
  let failures = 0;
  let pause; // timer: no sending before it ends
  let leaving;

  const queue = clicks => {
    unsent = clicks.slice(-MOST_UNSENT);
  };

  const comeAgain = (clicks, retryAfter) => {
    queue(clicks.concat(unsent));
    clearTimeout(pause);
    // Seconds, or a date.
    const asked = +retryAfter || (Date.parse(retryAfter) - Date.now()) / 1e3 || 0;
    // Jitter, because many readers fail in the same second; 2 ** 6 s is a minute.
    const wait = Math.max(asked, 2 ** Math.min(failures++, 6)) * (1 + Math.random());
    pause = setTimeout(proceed, Math.min(wait, LONGEST_WAIT) * 1e3);
  };

  const post = clicks => {
    // A title may have been cut in the middle of a character: ingest would refuse the half, and all with it.
    const body = JSON.stringify(clicks)
      .replace(/\\(u(?:d[89a-f]..|0000)|.)/g, (all, escape) => escape[1] ? '\ufffd' : all);
    // Brings along cookies of the endpoint's site, if there are any, and tells of no failure: the second choice.
    const beacon = () => browser.sendBeacon && browser.sendBeacon(endpoint, body);
    if (!keepalive) {
      beacon() || comeAgain(clicks);
      return;
    }
    // Browsers refuse more than 64 KiB; a character takes up to three bytes.
    const kept = body.length < 2e4;
    let refused = 1;
    inFlight++;
    // A body that is a string is text/plain, which needs no preflight.
    fetch(endpoint, {
      method: 'POST',
      body,
      keepalive: kept,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    }).then(
      answer => {
        inFlight--;
        if (answer.status == 408 || answer.status == 429 || answer.status > 499) {
          comeAgain(clicks, answer.headers.get('Retry-After'));
        } else {
          // Taken, or refused for ever.
          failures = 0;
          send();
        }
      },
      () => {
        inFlight--;
        // What is refused, perhaps because others fill the 64 KiB, or not kept, ends with the page: there is no later.
        // All else goes on, though a page that goes may be told that it failed: sent again it would count twice.
        (leaving && (refused || !kept) && beacon()) || comeAgain(clicks);
      }
    );
    // A browser that refuses says so at once.
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
      article_title: document.title.slice(0, LONGEST_TITLE),
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
      // Where an old page's position becomes a new page's; settle() looks again.
      return;
    }
    frame = 0;
    const root = document.scrollingElement || document.documentElement;
    const height = Math.round(scrollY);
    // A zoomed page ends a fraction of a pixel early.
    const passed = Math.min(STEPS, Math.floor(STEPS * (height + 1) / (root.scrollHeight - innerHeight)));
    if (height > 0 && passed > step) {
      step = passed;
      click(Date.now(), Math.floor((performance.now() - since) / 1e3), height);
    }
  };

  /** Looks now at what would be looked at a moment later. */
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

  const address = () => location.origin + location.pathname + (keepsQuery ? location.search : '');

  const open = () => {
    article = address();
    opened = Date.now();
    since = performance.now();
    step = frame = 0;
    opening = setTimeout(settle, TITLE_DELAY);
  };

  const navigate = () => {
    if (address() != article) {
      settle();
      open();
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
    addEventListener('scroll', () => {
      frame = frame || requestAnimationFrame(measure);
    }, {passive: true});
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
