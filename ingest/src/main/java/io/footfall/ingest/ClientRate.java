package io.footfall.ingest;

import io.footfall.ingest.RejectedRequest.Reason;
import io.footfall.ingest.admission.RateLimiter;
import jakarta.inject.Singleton;
import java.security.SecureRandom;

/**
 * Charges clients for the work that their requests cause. Trusted senders are not charged. Nothing is refunded if a
 * request is rejected later.
 */
@Singleton
final class ClientRate {
    /** A body counts as at least one click per this many bytes. */
    private static final int BYTES_PER_CLICK = 1_024;

    private final RateLimiter limiter;

    ClientRate(IngestConfig config) {
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
                throw new RejectedRequest(Reason.RATE, "more clicks than one client may send", wait);
            }
        }
    }

    /** Charges a sender for work that has been done, whether its rate allows it or not. */
    void chargeAfterwards(Sender sender, int clicks) {
        if (!sender.trusted()) {
            limiter.takeAlways(sender.network(), clicks);
        }
    }
}
