package io.footfall.processor.replay.diff;

import io.footfall.processor.replay.version.ServingVersion;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Compares this serving version with others, one comparison at a time, because each reads whole topics. */
public final class DiffRunner {
    private final ServingVersion own;
    private final VersionComparison comparison;
    private final AtomicBoolean running = new AtomicBoolean();

    public DiffRunner(ServingVersion own, VersionComparison comparison) {
        this.own = own;
        this.comparison = comparison;
    }

    public ServingVersion own() {
        return own;
    }

    /** Compares this version with another one; empty while another comparison is running. */
    public Optional<DiffReport> against(ServingVersion other)
            throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
        if (!running.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            return Optional.of(comparison.compare(other, own));
        } finally {
            running.set(false);
        }
    }
}
