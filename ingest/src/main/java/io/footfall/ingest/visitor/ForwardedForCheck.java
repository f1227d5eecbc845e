package io.footfall.ingest.visitor;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Warns once if {@code X-Forwarded-For} does not fit the number of trusted proxies. */
public final class ForwardedForCheck {
    private static final Logger LOG = Logger.getLogger(ForwardedForCheck.class);

    private final int trustedProxies;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    public ForwardedForCheck(int trustedProxies) {
        this.trustedProxies = trustedProxies;
    }

    /**
     * Checks one request, until one is wrong.
     *
     * @param forwardedFor all values of the header, joined with commas; null or empty if there are none
     */
    public void check(String forwardedFor) {
        if (hasWarned.get()) {
            return;
        }
        var entries = entries(forwardedFor);
        var isWrong = trustedProxies == 0 ? entries > 0 : entries < trustedProxies;
        if (!isWrong || !hasWarned.compareAndSet(false, true)) {
            return;
        }
        if (trustedProxies == 0) {
            LOG.warn("A request has X-Forwarded-For, but footfall.ingest.trusted-proxies is 0: if there is a proxy, all"
                    + " its visitors count as one client");
        } else {
            LOG.warnf(
                    "A request has %d addresses in X-Forwarded-For, but footfall.ingest.trusted-proxies is %d: it came"
                            + " past a proxy, or a proxy does not append the address that it sees, or there are fewer"
                            + " proxies and visitors can choose their address",
                    entries, trustedProxies);
        }
    }

    /** The number of entries, but no more than what matters. */
    private int entries(String forwardedFor) {
        if (forwardedFor == null || forwardedFor.isBlank()) {
            return 0;
        }
        var entries = 1;
        for (var comma = forwardedFor.indexOf(',');
                comma >= 0 && entries < trustedProxies;
                comma = forwardedFor.indexOf(',', comma + 1)) {
            entries++;
        }
        return entries;
    }
}
