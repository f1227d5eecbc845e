package io.footfall.sandbox.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Many event streams on one thread: some are read at once, the others never. */
final class StreamCrowd implements AutoCloseable {
    private static final String REQUEST =
            "GET /stream HTTP/1.1\r\nHost: dashboard\r\nAccept: text/event-stream\r\n\r\n";
    private static final int SMALL_BUFFER = 4 * 1024;

    private final Selector selector = Selector.open();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 * 1024);
    private final List<Listener> listeners = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final CompletableFuture<Void> reading;
    private volatile boolean closed;

    StreamCrowd(URI dashboard, int readers, int idle) throws IOException {
        for (var connected = 0; connected < idle; connected++) {
            var channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            connect(channel, dashboard);
        }
        for (var connected = 0; connected < readers; connected++) {
            var channel = SocketChannel.open();
            connect(channel, dashboard);
            channel.configureBlocking(false);
            var listener = new Listener();
            listeners.add(listener);
            channel.register(selector, SelectionKey.OP_READ, listener);
        }
        reading = CompletableFuture.runAsync(this::read, task -> new Thread(task, "stream-crowd").start());
    }

    private void connect(SocketChannel channel, URI dashboard) throws IOException {
        channels.add(channel);
        channel.connect(new InetSocketAddress(dashboard.getHost(), dashboard.getPort()));
        channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.US_ASCII)));
    }

    private void read() {
        try {
            while (!closed) {
                selector.select(200);
                for (var key : selector.selectedKeys()) {
                    read((SocketChannel) key.channel(), (Listener) key.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(SocketChannel channel, Listener listener) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the dashboard has ended a stream that was read");
        }
        listener.take(buffer.flip(), System.nanoTime());
    }

    /** Whether every reader has received a state. Fails if one was disconnected. */
    boolean haveAll(long number) {
        if (reading.isDone()) {
            reading.join();
        }
        return listeners.stream().allMatch(listener -> listener.newest() >= number);
    }

    /** The newest state that any reader has received. */
    long newest() {
        return listeners.stream().mapToLong(Listener::newest).max().orElseThrow();
    }

    /** Deltas that follow a gap. */
    List<Arrival> gaps() {
        var gaps = new ArrayList<Arrival>();
        for (var arrivals : arrivalsByReader()) {
            for (var index = 1; index < arrivals.size(); index++) {
                var arrival = arrivals.get(index);
                if (!arrival.whole()
                        && arrival.number() != arrivals.get(index - 1).number() + 1) {
                    gaps.add(arrival);
                }
            }
        }
        return gaps;
    }

    /** Delay of each reader after the first one, for each state, ms. */
    LongStream delays() {
        var firsts = firsts();
        return arrivalsByReader().stream()
                .flatMap(arrivals -> arrivals.stream().skip(1))
                .mapToLong(arrival -> (arrival.at() - firsts.get(arrival.number())) / 1_000_000);
    }

    /** Time from each state to the next one at the first reader, ms. */
    LongStream updateIntervals() {
        var firsts = List.copyOf(firsts().values());
        return IntStream.range(1, firsts.size())
                .mapToLong(state -> (firsts.get(state) - firsts.get(state - 1)) / 1_000_000);
    }

    /** Time at which the first reader received each state, without the first state. */
    private Map<Long, Long> firsts() {
        var firsts = new TreeMap<Long, Long>();
        arrivalsByReader().forEach(arrivals -> arrivals.stream()
                .skip(1)
                .forEach(arrival -> firsts.merge(arrival.number(), arrival.at(), Math::min)));
        return firsts;
    }

    private List<List<Arrival>> arrivalsByReader() {
        return listeners.stream().map(Listener::arrivals).toList();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        reading.join();
        for (var channel : channels) {
            channel.close();
        }
        selector.close();
    }

    /**
     * A received state of the page.
     *
     * @param number of the state since the start of the dashboard
     * @param whole whether it was received as a snapshot
     * @param at time of arrival, by {@link System#nanoTime}
     */
    record Arrival(long number, boolean whole, long at) {}

    /** Matches ids and names of events. Each event is a chunk whose size is on a line before it. */
    private static final class Listener {
        private static final int ENOUGH = 80;
        private static final long NONE = -1;

        private final List<Arrival> arrivals = new ArrayList<>();
        private final StringBuilder line = new StringBuilder();
        private long number = NONE;
        private boolean whole;

        synchronized List<Arrival> arrivals() {
            return List.copyOf(arrivals);
        }

        synchronized long newest() {
            return arrivals.isEmpty() ? NONE : arrivals.get(arrivals.size() - 1).number();
        }

        private synchronized void take(ByteBuffer bytes, long now) {
            while (bytes.hasRemaining()) {
                var next = (char) bytes.get();
                if (next == '\n') {
                    received(line.toString(), now);
                    line.setLength(0);
                } else if (line.length() < ENOUGH) {
                    line.append(next);
                }
            }
        }

        private void received(String text, long now) {
            if (text.startsWith("id: ")) {
                number = Long.parseLong(text.substring(text.indexOf('-') + 1));
            } else if (text.startsWith("event: ")) {
                whole = text.endsWith("snapshot");
            } else if (text.isEmpty() && number != NONE) {
                arrivals.add(new Arrival(number, whole, now));
                number = NONE;
            }
        }
    }
}
