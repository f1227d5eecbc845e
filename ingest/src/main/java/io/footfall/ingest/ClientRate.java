package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.RateLimiter;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Charges clients for the work that their requests cause. Trusted senders are not charged. Nothing is refunded if a
 * request is rejected later.
 */
@Singleton
final class ClientRate {
    private static final Logger LOG = Logger.getLogger(ClientRate.class);

    /** A body counts as at least one click per this many bytes. */
    private static final int BYTES_PER_CLICK = 1_024;

    private final IngestConfig config;
    private final RateLimiter limiter;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

    ClientRate(IngestConfig config) {
        this.config = config;
        limiter = new RateLimiter(
                config.clientRate(), config.clientBurst(), new SecureRandom().nextLong(), System::nanoTime);
    }

    /** The least clicks that a body of this length counts as. */
    static int clicks(int bytes) {
        return 1 + bytes / BYTES_PER_CLICK;
    }

    /**
     * Charges a sender for work that is about to be done.
     *
     * @throws RejectedRequest if it is more than the client's rate allows; then nothing is charged
     */
    void charge(Sender sender, int clicks) {
        if (!sender.trusted() && clicks > 0) {
            var wait = limiter.take(sender.network(), clicks);
            if (!wait.isZero()) {
                warnOfProxy();
                throw new RejectedRequest(Reason.RATE, "more clicks than one client may send", wait);
            }
        }
    }

    /** Once, and only where a client may be a proxy: one that sends no header shows in nothing else. */
    private void warnOfProxy() {
        if (config.trustedProxies() == 0 && hasWarned.compareAndSet(false, true)) {
            LOG.warnf(
                    "A client is answered 429, because it sends more than footfall.ingest.client-rate=%d clicks/s. If it"
                            + " is a proxy, it must append visitors' addresses to X-Forwarded-For, and"
                            + " footfall.ingest.trusted-proxies, which is 0, must count it",
                    config.clientRate());
        }
    }

    /** Charges a sender for work that has been done, whether its rate allows it or not. */
    void chargeAfterwards(Sender sender, int clicks) {
        if (!sender.trusted()) {
            limiter.takeAlways(sender.network(), clicks);
        }
    }
}
