package io.footfall.ingest.visitor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Warns, once, if {@code X-Forwarded-For} of a request does not fit the setting with the number of proxies. Thread-safe. */
public final class ProxyCheck {
    private static final Logger LOG = Logger.getLogger(ProxyCheck.class);

    private final int trustedProxies;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    public ProxyCheck(int trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * Checks one request.
     *
     * @param forwardedFor all values of the header, joined with commas; null or empty if it is absent
     */
    public void check(String forwardedFor) {
        if (hasWarned.get() || isExpected(forwardedFor) || !hasWarned.compareAndSet(false, true)) {
            return;
        }
        if (trustedProxies == 0) {
            LOG.warn("A request has X-Forwarded-For, but footfall.ingest.trusted-proxies is 0: if there is a proxy, all"
                    + " its visitors count as one client");
        } else {
            LOG.warnf(
                    "A request has fewer entries in X-Forwarded-For than footfall.ingest.trusted-proxies, which is %d: a"
                            + " proxy does not append to it, or there are fewer proxies",
                    trustedProxies);
        }
    }

    private boolean isExpected(String forwardedFor) {
        var isAbsent = forwardedFor == null || forwardedFor.isBlank();
        if (trustedProxies == 0) {
            return isAbsent;
        }
        return !isAbsent && hasEnough(forwardedFor);
    }

    private boolean hasEnough(String forwardedFor) {
        var comma = forwardedFor.length();
        for (int hop = 1; hop < trustedProxies && comma >= 0; hop++) {
            comma = forwardedFor.lastIndexOf(',', comma - 1);
        }
        return comma >= 0;
    }
}
