package io.footfall.benchmarks.process;

import java.util.concurrent.CompletableFuture;

/** Repeats a poll, which waits for news itself, in a thread of its own until it is closed. */
public final class BackgroundPoller implements AutoCloseable {
    private final CompletableFuture<Void> polling;
    private volatile boolean closed;

    public BackgroundPoller(String name, Poll poll) {
        polling = CompletableFuture.runAsync(() -> run(name, poll), task -> new Thread(task, name).start());
    }

    private void run(String name, Poll poll) {
        try {
            do {
                poll.poll();
            } while (!closed);
        } catch (Exception e) {
            throw new IllegalStateException(name + " has failed", e);
        }
    }

    /** Throws what has failed so far. */
    public void check() {
        if (polling.isDone()) {
            polling.join();
        }
    }

    /** Throws what has failed. */
    @Override
    public void close() {
        closed = true;
        polling.join();
    }

    /** One poll. */
    @FunctionalInterface
    public interface Poll {
        void poll() throws Exception;
    }
}
