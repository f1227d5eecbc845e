package io.footfall.benchmarks.process;

import java.util.concurrent.CompletableFuture;

/** Looks again and again, in a thread of its own, until it is closed; what goes wrong is told then. */
public final class Watch implements AutoCloseable {
    private final CompletableFuture<Void> looking;
    private volatile boolean closed;

    /** @param look one look, which waits for news itself */
    public Watch(String name, Look look) {
        looking = CompletableFuture.runAsync(
                () -> {
                    try {
                        while (!closed) {
                            look.look();
                        }
                    } catch (Exception problem) {
                        throw new IllegalStateException(name + " has failed", problem);
                    }
                },
                task -> new Thread(task, name).start());
    }

    @Override
    public void close() {
        closed = true;
        looking.join();
    }

    /** One look. */
    @FunctionalInterface
    public interface Look {
        void look() throws Exception;
    }
}
