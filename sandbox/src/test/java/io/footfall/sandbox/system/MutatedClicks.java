package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;

/** Mutates valid bodies. The same seed gives the same mutations. */
final class MutatedClicks {
    private static final List<byte[]> GOOD = List.of(
            LiveClicks.opening("/fuzz/é/😀").getBytes(UTF_8),
            ("[" + LiveClicks.opening("/fuzz/1") + "," + LiveClicks.opening("/fuzz/2") + "]").getBytes(UTF_8),
            "{\"a\":[1.5e3,true,null,{\"b\":\"\\u00e9\\\"\"}],\"c\":{}}".getBytes(UTF_8));

    /** Byte sequences that have broken parsers before. */
    private static final List<byte[]> POISON = List.of(
            bytes("\0"),
            bytes("\\u0000"),
            bytes("\\ud800"),
            bytes("NaN"),
            bytes("-Infinity"),
            bytes("1e999999999"),
            bytes("9".repeat(400)),
            bytes("[".repeat(5_000)),
            bytes("{\"a\":".repeat(2_000)),
            bytes("\"visitor_os\":1,\"visitor_os\":2,"),
            bytes("\"" + "k".repeat(60_000) + "\":1,"),
            bytes("\"k\":\"" + "v".repeat(70_000) + "\","),
            bytes("\u00c0\u0080"),
            bytes("\u00ed\u00a0\u0080"),
            bytes("\u00ff\u00fe"),
            bytes("\u00ef\u00bb\u00bf"),
            bytes("/*"),
            bytes("\""),
            bytes("\\"),
            bytes("}"),
            bytes("]"),
            bytes(","),
            bytes("\r\n\r\nPOST /clicks HTTP/1.1\r\n"));

    private final Random random;

    MutatedClicks(long seed) {
        random = new Random(seed);
    }

    byte[] next() {
        var body = GOOD.get(random.nextInt(GOOD.size()));
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            body = mutated(body);
        }
        return body;
    }

    private byte[] mutated(byte[] body) {
        var begin = random.nextInt(body.length + 1);
        var end = Math.min(body.length, begin + random.nextInt(8));
        return switch (random.nextInt(7)) {
            case 0 -> joined(body, 0, begin);
            case 1 -> replaced(body, begin, end, new byte[0]);
            case 2 -> replaced(body, begin, begin, POISON.get(random.nextInt(POISON.size())));
            case 3 -> replaced(body, begin, end, POISON.get(random.nextInt(POISON.size())));
            case 4 -> replaced(body, begin, begin, joined(body, begin, end));
            case 5 -> replaced(body, begin, begin, joined(body, 0, body.length));
            default -> {
                var noise = new byte[1 + random.nextInt(4)];
                random.nextBytes(noise);
                yield replaced(body, begin, end, noise);
            }
        };
    }

    private static byte[] replaced(byte[] body, int begin, int end, byte[] by) {
        var mutated = new ByteArrayOutputStream();
        mutated.write(body, 0, begin);
        mutated.writeBytes(by);
        mutated.write(body, end, body.length - end);
        return mutated.toByteArray();
    }

    private static byte[] joined(byte[] body, int begin, int end) {
        return java.util.Arrays.copyOfRange(body, begin, end);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
