package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests of many visitors, prepared as far as possible, because the load shares the machine with the server. */
final class ClickRequests {
    private static final int VISITORS = 20_000;
    private static final int CLICKS = 4_096;
    private static final int ARTICLES = 5_000;
    private static final int SEED = 20180113;
    /** It is in each click but those without fields. */
    private static final Pattern TIME = Pattern.compile("\"ts_ingest\":(\\d{13})");

    private static final ClickPlan PLAN = new ClickPlan(SEED, CLICKS, 1_800_000_000_000L, ARTICLES, false);

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int port;
    private final byte[][] heads;
    private final ClickTemplate[] templates;

    ClickRequests(int port) {
        this.port = port;
        heads = IntStream.range(0, VISITORS)
                .mapToObj(visitor -> randomHead().getBytes(US_ASCII))
                .toArray(byte[][]::new);
        var source = new ClickSource(PLAN, 1);
        templates = Stream.generate(() -> next(source)).limit(CLICKS).toArray(ClickTemplate[]::new);
    }

    /** A click as a website's script sends it. Its time is written when it is sent, unless it has none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record ClickTemplate(byte[] bytes, int timeAt, boolean isInMarket) {
        void write(ByteBuffer request, byte[] time) {
            var start = request.position();
            request.put(bytes);
            if (timeAt > 0) {
                request.put(start + timeAt, time);
            }
        }
    }

    private static ClickTemplate next(ClickSource source) {
        var cleaned = source.cleaned();
        var click = source.next().value();
        var match = TIME.matcher(new String(click, ISO_8859_1));
        return new ClickTemplate(click, match.find() ? match.start(1) : 0, source.cleaned() > cleaned);
    }

    private String randomHead() {
        var userAgent = "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.%d"
                .formatted(random.nextInt(100, 150), random.nextInt(100, 150), random.nextInt(10));
        var network = "%d.%d.%d.".formatted(random.nextInt(11, 100), random.nextInt(256), random.nextInt(256));
        return head(userAgent, network + random.nextInt(1, 255));
    }

    private String head(String userAgent, String address) {
        return ("POST /clicks HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nAccept: */*\r\n"
                        + "Origin: https://news.example\r\nUser-Agent: %s\r\nX-Forwarded-For: %s\r\nContent-Length: ")
                .formatted(port, userAgent, address);
    }

    /** The request of any other click, from an address of its own. */
    byte[] request(String click, String userAgent) {
        var address = "81.%d.%d.1".formatted((click.hashCode() >>> 8) & 255, click.hashCode() & 255);
        var length = click.getBytes(UTF_8).length;
        return (head(userAgent, address) + length + "\r\n\r\n" + click).getBytes(UTF_8);
    }

    /** Whether the processor writes it to {@code clicks-cleaned}. */
    boolean isInMarket(int sequence) {
        return template(sequence).isInMarket();
    }

    /** Writes one request: a click by itself, or an array of several. */
    void write(ByteBuffer request, int sequence, int clicks, long millis) {
        request.put(heads[sequence / clicks % heads.length]);
        request.put((bodyLength(sequence, clicks) + "\r\n\r\n").getBytes(US_ASCII));
        var time = Long.toString(millis).getBytes(US_ASCII);
        for (var click = 0; click < clicks; click++) {
            if (clicks > 1) {
                request.put((byte) (click == 0 ? '[' : ','));
            }
            template(sequence + click).write(request, time);
        }
        if (clicks > 1) {
            request.put((byte) ']');
        }
    }

    private int bodyLength(int sequence, int clicks) {
        var length = clicks == 1 ? 0 : clicks + 1;
        for (var click = 0; click < clicks; click++) {
            length += template(sequence + click).bytes().length;
        }
        return length;
    }

    private ClickTemplate template(int sequence) {
        return templates[sequence % templates.length];
    }
}
