package io.footfall.benchmarks.load;

import io.footfall.benchmarks.load.HttpConnections.Connection;
import io.footfall.benchmarks.process.Await;
import io.footfall.benchmarks.process.BackgroundPoller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.HdrHistogram.Histogram;

/**
 * Sends single clicks at a steady rate, even if the server stalls. Each carries the time at which it was due, and its
 * latency counts from then: a server that stalls does not make its own figures look better.
 */
public final class SteadyLoad implements HttpConnections.Handler, AutoCloseable {
    /** At most: even if each answer takes a tenth of a second, a click hardly ever waits for a connection. */
    public static final int CONNECTIONS = 512;

    private static final int REQUEST_BYTES = 1 << 14;
    private static final long POLL_MILLIS = 1;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(REQUEST_BYTES);
    /** The one that has been idle longest comes first, so that the server closes none. */
    private final Queue<Connection> idle = new ArrayDeque<>();

    private final Queue<ExtraClick> extraClicks = new ConcurrentLinkedQueue<>();
    private final Histogram answers = new Histogram(3);
    private final HttpConnections connections;
    private final ClickRequests requests;
    private final int clicksASecond;
    private final BackgroundPoller poller;
    private final long began;
    private volatile long measuredFrom = Long.MAX_VALUE;
    private volatile long ends = Long.MAX_VALUE;
    private volatile boolean isOver;
    private long cleaned;
    private int sent;
    private int opened;

    /** Another request, and when it was due, ms since the epoch. */
    private record ExtraClick(ByteBuffer request, long due) {}

    /**
     * Begins at once.
     *
     * @param port of ingest, on loopback
     */
    public SteadyLoad(int port, int clicksASecond) throws IOException {
        this.clicksASecond = clicksASecond;
        requests = new ClickRequests(port);
        connections = new HttpConnections(port);
        began = System.currentTimeMillis();
        poller = new BackgroundPoller("steady load", this::poll);
    }

    /** Measures clicks that are due from a moment on, which is in the future, ms since the epoch. */
    public void measure(long from) {
        measuredFrom = from;
    }

    /** How many of the measured clicks will be on {@code clicks-cleaned}, extra ones not counted; after the end. */
    public long cleaned() {
        return cleaned;
    }

    /** Sends one more click between the others. */
    public void sendExtra(String click, String userAgent) {
        extraClicks.add(
                new ExtraClick(ByteBuffer.wrap(requests.request(click, userAgent)), System.currentTimeMillis()));
    }

    private void poll() throws IOException {
        var now = Math.min(System.currentTimeMillis(), ends);
        while (hasIdle() && !extraClicks.isEmpty()) {
            var extra = extraClicks.remove();
            send(buffer.clear().put(extra.request()), extra.due());
        }
        while (hasIdle() && due(sent) <= now) {
            var due = due(sent);
            requests.write(buffer.clear(), sent, 1, due);
            send(buffer, due);
            cleaned += due >= measuredFrom && requests.isInMarket(sent) ? 1 : 0;
            sent++;
        }
        connections.poll(POLL_MILLIS, this);
        isOver = due(sent) > ends && extraClicks.isEmpty() && idle.size() == opened;
    }

    private long due(long click) {
        return began + click * 1_000 / clicksASecond;
    }

    private boolean hasIdle() throws IOException {
        if (idle.isEmpty() && opened < CONNECTIONS) {
            idle.add(connections.open());
            opened++;
        }
        return !idle.isEmpty();
    }

    private void send(ByteBuffer request, long due) throws IOException {
        idle.remove().send(request.flip(), due);
    }

    @Override
    public void answered(Connection connection, int status) throws IOException {
        if (status != 200) {
            throw new IOException("a click was answered with " + status);
        }
        if (connection.sentAt() >= measuredFrom) {
            answers.recordValue(Math.max(0, System.currentTimeMillis() - connection.sentAt()));
        }
        idle.add(connection);
    }

    /** Waits until all clicks are answered and returns how long the answers took, ms; throws if one was not 200. */
    public Histogram end() throws Exception {
        ends = System.currentTimeMillis();
        Await.until("clicks were not answered", () -> {
            poller.check();
            return isOver;
        });
        return answers;
    }

    /** Without waiting for answers. */
    @Override
    public void close() throws IOException {
        try {
            poller.close();
        } catch (CompletionException e) {
            // end() reports it to callers that need it.
        } finally {
            connections.close();
        }
    }
}
