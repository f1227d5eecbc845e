package io.footfall.benchmarks.load;

import io.footfall.benchmarks.load.HttpConnections.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Load over a fixed number of connections, each of which sends its next request when it has the answer to its last. */
public final class ClosedLoop {
    private static final int REQUEST_BYTES = 1 << 20;
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(30);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final ClickRequests requests;
    private final int port;
    private int nextSequence;

    /** @param port of the server, on loopback */
    public ClosedLoop(int port) {
        this.port = port;
        this.requests = new ClickRequests(port);
    }

    /**
     * How a server has answered a load.
     *
     * @param micros how long each answer took
     * @param clicks in all requests
     */
    public record LoadResult(Histogram micros, long clicks) {
        /** The time within which this share of the requests was answered, ms. */
        public double latencyMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }

    /**
     * Sends for a time, then waits for the answers that are missing.
     *
     * @param clicks in each request
     * @throws IOException if a request is not answered, or not with 200
     */
    public LoadResult run(int connections, int clicks, Duration time) throws IOException {
        try (var open = new HttpConnections(port)) {
            var run = new Run(clicks, System.nanoTime() + time.toNanos());
            for (var connection = 0; connection < connections; connection++) {
                run.send(open.open());
            }
            while (run.inFlight > 0) {
                open.poll(100, run);
                if (System.nanoTime() > run.deadline + LAST_ANSWERS.toNanos()) {
                    throw new IOException(run.inFlight + " requests were not answered within " + LAST_ANSWERS);
                }
            }
            return new LoadResult(run.micros, run.micros.getTotalCount() * clicks);
        }
    }

    /** One run of the load. */
    private final class Run implements HttpConnections.Handler {
        private final Histogram micros = new Histogram(3);
        private final int clicks;
        private final long deadline;
        private int inFlight;

        Run(int clicks, long deadline) {
            this.clicks = clicks;
            this.deadline = deadline;
        }

        void send(Connection connection) throws IOException {
            inFlight++;
            requests.write(buffer.clear(), nextSequence, clicks, System.currentTimeMillis());
            nextSequence += clicks;
            connection.send(buffer.flip(), System.nanoTime());
        }

        @Override
        public void answered(Connection connection, int status) throws IOException {
            if (status != 200) {
                throw new IOException("a request was answered with " + status);
            }
            inFlight--;
            var now = System.nanoTime();
            micros.recordValue((now - connection.sentAt()) / 1_000);
            if (now < deadline) {
                send(connection);
            }
        }
    }
}
