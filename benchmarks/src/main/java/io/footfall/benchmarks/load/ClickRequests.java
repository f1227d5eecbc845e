package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Requests of many visitors about many articles. Everything that can be is written beforehand, because
 * the load shares the machine with the server that is measured.
 */
final class ClickRequests {
    private static final int VISITORS = 20_000;
    private static final int CLICKS = 4_096;
    private static final int SEED = 20180113;

    private final int port;
    private final byte[][] heads;
    private final ClickText[] texts;

    ClickRequests(int port) {
        this.port = port;
        var random = new SplittableRandom(SEED);
        heads = IntStream.range(0, VISITORS)
                .mapToObj(visitor -> head(port, random).getBytes(US_ASCII))
                .toArray(byte[][]::new);
        texts = IntStream.range(0, CLICKS)
                .mapToObj(click -> ClickText.random(random))
                .toArray(ClickText[]::new);
    }

    private static String head(int port, SplittableRandom random) {
        return head(
                port,
                "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.%d"
                        .formatted(random.nextInt(100, 150), random.nextInt(100, 150), random.nextInt(10)),
                "%d.%d.%d.%d"
                        .formatted(
                                random.nextInt(11, 100),
                                random.nextInt(256),
                                random.nextInt(256),
                                random.nextInt(1, 255)));
    }

    private static String head(int port, String userAgent, String address) {
        return ("POST /clicks HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nAccept: */*\r\n"
                        + "Origin: https://news.example\r\nUser-Agent: %s\r\nX-Forwarded-For: %s\r\nContent-Length: ")
                .formatted(port, userAgent, address);
    }

    /** The request of a click that is not one of these, from an address of its own. */
    byte[] request(String click, String userAgent) {
        var address = "81.%d.%d.1".formatted((click.hashCode() >>> 8) & 255, click.hashCode() & 255);
        var body = click.getBytes(UTF_8);
        var head = head(port, userAgent, address) + body.length + "\r\n\r\n";
        return (head + click).getBytes(UTF_8);
    }

    /** Whether it will be a cleaned click. */
    boolean isOfMarket(int sequence) {
        return text(sequence).isOfMarket();
    }

    /** Writes one request: a click by itself, or an array of several. */
    void write(ByteBuffer request, int sequence, int clicks, long millis) {
        request.put(heads[sequence / clicks % heads.length]);
        request.put(Integer.toString(bodyLength(sequence, clicks)).getBytes(US_ASCII));
        request.put((byte) '\r').put((byte) '\n').put((byte) '\r').put((byte) '\n');
        if (clicks == 1) {
            text(sequence).write(request, millis, sequence);
            return;
        }
        for (var click = 0; click < clicks; click++) {
            request.put((byte) (click == 0 ? '[' : ','));
            text(sequence + click).write(request, millis, sequence + click);
        }
        request.put((byte) ']');
    }

    private int bodyLength(int sequence, int clicks) {
        var length = clicks == 1 ? 0 : clicks + 1;
        for (var click = 0; click < clicks; click++) {
            length += text(sequence + click).length();
        }
        return length;
    }

    private ClickText text(int sequence) {
        return texts[sequence % texts.length];
    }
}
