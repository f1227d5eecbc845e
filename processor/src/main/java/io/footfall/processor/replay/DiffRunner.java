package io.footfall.processor.replay;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes one report at a time, because each reads whole topics. */
final class DiffRunner {
    private final Layer own;
    private final KafkaLayers layers;
    private final AtomicBoolean running = new AtomicBoolean();

    DiffRunner(Layer own, KafkaLayers layers) {
        this.own = own;
        this.layers = layers;
    }

    Layer own() {
        return own;
    }

    /** Compares the own layer with another; empty while another report is being made. */
    Optional<DiffReport> against(Layer other)
            throws NotComparable, ExecutionException, InterruptedException, TimeoutException {
        if (!running.compareAndSet(false, true)) {
            return Optional.empty();
        }
        try {
            return Optional.of(layers.compare(other, own));
        } finally {
            running.set(false);
        }
    }
}
