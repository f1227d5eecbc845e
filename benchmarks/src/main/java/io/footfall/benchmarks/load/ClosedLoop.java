package io.footfall.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Load over a fixed number of connections, each of which sends its next request as soon as it has the
 * answer to its last. One thread and no HTTP library, because it shares the machine with the server.
 */
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

    /** How many clicks were given a number so far. */
    public int sequences() {
        return nextSequence;
    }

    /**
     * Sends for a time, then waits for the answers that are missing.
     *
     * @param clicks in each request
     * @throws IOException if the server takes no connections any more
     */
    public void run(int connections, int clicks, Duration time, AnswerLog log) throws IOException {
        var opened = new ArrayList<Connection>();
        try (var selector = Selector.open()) {
            var run = new Run(selector, opened, clicks, System.nanoTime() + time.toNanos(), log);
            for (var i = 0; i < connections; i++) {
                run.open();
            }
            run.untilAllAreAnswered();
        } finally {
            for (var connection : opened) {
                connection.close();
            }
        }
    }

    /** One time of sending. */
    private final class Run {
        private final Selector selector;
        private final List<Connection> opened;
        private final int clicks;
        private final long deadline;
        private final AnswerLog log;
        private int unanswered;

        Run(Selector selector, List<Connection> opened, int clicks, long deadline, AnswerLog log) {
            this.selector = selector;
            this.opened = opened;
            this.clicks = clicks;
            this.deadline = deadline;
            this.log = log;
        }

        void untilAllAreAnswered() throws IOException {
            while (unanswered > 0) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
                if (System.nanoTime() > deadline + LAST_ANSWERS.toNanos()) {
                    throw new IOException(unanswered + " requests were not answered within " + LAST_ANSWERS);
                }
            }
        }

        private void open() throws IOException {
            var connection = Connection.open(port, selector);
            opened.add(connection);
            send(connection);
        }

        private void serve(SelectionKey key) throws IOException {
            var connection = (Connection) key.attachment();
            try {
                if (key.isWritable()) {
                    connection.sendRest();
                }
                var status = key.isReadable() ? connection.read() : Response.INCOMPLETE;
                if (status != Response.INCOMPLETE) {
                    answered(connection, status);
                }
            } catch (IOException e) {
                replace(connection);
            }
        }

        private void answered(Connection connection, int status) throws IOException {
            unanswered--;
            var now = System.nanoTime();
            log.answered(connection.request(), status, now);
            if (now < deadline) {
                send(connection);
            }
        }

        private void replace(Connection broken) throws IOException {
            unanswered--;
            var now = System.nanoTime();
            log.broken(broken.request(), now);
            broken.close();
            opened.remove(broken);
            if (now < deadline) {
                open();
            }
        }

        private void send(Connection connection) throws IOException {
            unanswered++;
            buffer.clear();
            requests.write(buffer, nextSequence, clicks, System.currentTimeMillis());
            var sent = new AnswerLog.Sent(nextSequence, clicks, System.nanoTime());
            nextSequence += clicks;
            connection.send(sent, buffer.flip());
        }
    }
}
