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
     * Sends for a time, then waits for the answers that are missing.
     *
     * @param clicks in each request
     * @throws IOException if the server accepts no connections
     */
    public LoadResult run(int connections, int clicks, Duration time) throws IOException {
        try (var open = new HttpConnections(port)) {
            var run = new Run(open, clicks, System.nanoTime() + time.toNanos());
            for (var connection = 0; connection < connections; connection++) {
                run.send(open.open());
            }
            while (run.inFlight > 0) {
                open.poll(100, run);
                if (System.nanoTime() > run.deadline + LAST_ANSWERS.toNanos()) {
                    throw new IOException(run.inFlight + " requests were not answered within " + LAST_ANSWERS);
                }
            }
            return run.result;
        }
    }

    /** One run of the load. */
    private final class Run implements HttpConnections.Handler {
        private final LoadResult result = new LoadResult();
        private final HttpConnections open;
        private final int clicks;
        private final long deadline;
        private int inFlight;

        Run(HttpConnections open, int clicks, long deadline) {
            this.open = open;
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
            inFlight--;
            var now = System.nanoTime();
            result.answered(status, clicks, now - connection.sentAt());
            if (now < deadline) {
                send(connection);
            }
        }

        @Override
        public void broken(Connection connection, IOException failure) throws IOException {
            inFlight--;
            result.connectionBroken();
            if (System.nanoTime() < deadline) {
                send(open.open());
            }
        }
    }

    /** How a server has answered a load. */
    public static final class LoadResult {
        private final Histogram micros = new Histogram(3);
        private long clicks;
        private long failures;

        void answered(int status, int clicksInRequest, long nanos) {
            clicks += status == 200 ? clicksInRequest : 0;
            failures += status == 200 ? 0 : 1;
            micros.recordValue(nanos / 1_000);
        }

        void connectionBroken() {
            failures++;
        }

        /** Clicks in requests that were answered 200. */
        public long clicks() {
            return clicks;
        }

        /** Requests that were answered. */
        public long requests() {
            return micros.getTotalCount();
        }

        /** Answers other than 200, and connections that broke. */
        public long failures() {
            return failures;
        }

        /** The time within which this share of the requests was answered, ms. */
        public double latencyMillis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1e3;
        }
    }
}
