package io.footfall.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.HdrHistogram.Histogram;

/**
 * Single clicks at a steady rate, whatever the server does: each carries the time at which it was due, and is counted
 * from then, so that a server that stalls does not make its own figures look better. One thread and no HTTP library,
 * because it shares the machine with the server.
 */
public final class SteadyLoad implements AutoCloseable {
    /** At most: so many that a click hardly ever waits for one, even if each answer takes a tenth of a second. */
    public static final int CONNECTIONS = 512;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int REQUEST_BYTES = 1 << 14;
    private static final long TICK_MILLIS = 1;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(REQUEST_BYTES);
    /** The one that has rested longest comes first, so that none rests until the server ends it. */
    private final Queue<Connection> idle = new ArrayDeque<>();
    /** And when their clicks were due, ms since the epoch. */
    private final Map<Connection, Long> busy = new HashMap<>();

    private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
    private final Histogram answers = new Histogram(3);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final ClickRequests requests;
    private final Selector selector;
    private final int port;
    private final int clicksASecond;
    private final long began;
    private final Future<Void> running;
    private volatile long measuredFrom = Long.MAX_VALUE;
    private volatile long ends = Long.MAX_VALUE;
    private volatile boolean closed;
    private long ofMarket;
    private int sent;

    /** A request from elsewhere, and when it was due, ms since the epoch. */
    private record Post(ByteBuffer request, long due) {}

    /**
     * Begins at once.
     *
     * @param port of ingest, on loopback
     */
    public SteadyLoad(int port, int clicksASecond) throws IOException {
        this.port = port;
        this.clicksASecond = clicksASecond;
        requests = new ClickRequests(port);
        selector = Selector.open();
        began = System.currentTimeMillis();
        running = thread.submit(this::run);
    }

    /**
     * Keeps answers to clicks that are due from a moment on.
     *
     * @param from which is still to come, ms since the epoch
     */
    public void measure(long from) {
        measuredFrom = from;
    }

    /** How many of the clicks that were due since then are of the market, those from elsewhere not counted; after the end. */
    public long ofMarket() {
        return ofMarket;
    }

    /** Sends one more click between the others. */
    public void post(String click, String userAgent) {
        posts.add(new Post(ByteBuffer.wrap(requests.request(click, userAgent)), System.currentTimeMillis()));
    }

    private Void run() throws IOException {
        try (selector) {
            while (!isOver()) {
                sendDue();
                selector.select(TICK_MILLIS);
                for (var key : selector.selectedKeys()) {
                    serve((Connection) key.attachment(), key);
                }
                selector.selectedKeys().clear();
            }
        } finally {
            for (var connection : idle) {
                connection.close();
            }
            for (var connection : busy.keySet()) {
                connection.close();
            }
        }
        return null;
    }

    private boolean isOver() {
        return closed || (due(sent) > ends && posts.isEmpty() && busy.isEmpty());
    }

    private long due(long click) {
        return began + click * 1_000 / clicksASecond;
    }

    private void sendDue() throws IOException {
        var now = Math.min(System.currentTimeMillis(), ends);
        while (hasConnection() && !posts.isEmpty()) {
            var post = posts.remove();
            buffer.clear().put(post.request());
            send(post.due());
        }
        while (hasConnection() && due(sent) <= now) {
            var due = due(sent);
            requests.write(buffer.clear(), sent, 1, due);
            send(due);
            ofMarket += due >= measuredFrom && requests.isOfMarket(sent) ? 1 : 0;
            sent++;
        }
    }

    private boolean hasConnection() throws IOException {
        if (idle.isEmpty() && busy.size() < CONNECTIONS) {
            idle.add(Connection.open(port, selector));
        }
        return !idle.isEmpty();
    }

    private void send(long due) throws IOException {
        var connection = idle.remove();
        busy.put(connection, due);
        connection.send(new AnswerLog.Sent(sent, 1, System.nanoTime()), buffer.flip());
    }

    private void serve(Connection connection, SelectionKey key) throws IOException {
        if (key.isWritable()) {
            connection.sendRest();
        }
        var status = key.isReadable() ? connection.read() : Response.INCOMPLETE;
        if (status != Response.INCOMPLETE) {
            answered(connection, status);
        }
    }

    private void answered(Connection connection, int status) {
        if (status != 200) {
            throw new IllegalStateException("a click was answered with " + status);
        }
        var due = busy.remove(connection);
        if (due >= measuredFrom) {
            answers.recordValue(Math.max(0, System.currentTimeMillis() - due));
        }
        idle.add(connection);
    }

    /** Ends when all clicks are answered, and tells how long answers took, ms; fails if a click was not taken. */
    public Histogram end() throws InterruptedException {
        ends = System.currentTimeMillis();
        try {
            running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load has failed", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("clicks were not answered within " + PATIENCE, e);
        }
        return answers;
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdown();
    }
}
