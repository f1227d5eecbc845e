package io.footfall.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/** As much of HTTP/1.1 as tells a whole response from a part of one, and its status. */
final class Response {
    static final int INCOMPLETE = 0;

    private static final String LENGTH = "content-length:";
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private Response() {}

    /**
     * The status, once all of the response is there.
     *
     * @param received filled up to its position
     * @throws IOException if there is anything else than one response with a Content-Length
     */
    static int status(ByteBuffer received) throws IOException {
        var bodyAt = bodyAt(received);
        if (bodyAt < 0) {
            return INCOMPLETE;
        }
        var end = bodyAt + contentLength(received, bodyAt);
        if (received.position() > end) {
            throw new IOException("more bytes than the one response that was asked for");
        }
        return received.position() < end ? INCOMPLETE : number(received, STATUS_AT);
    }

    private static int bodyAt(ByteBuffer received) {
        for (var at = 3; at < received.position(); at++) {
            if (received.get(at) == '\n' && received.get(at - 2) == '\n') {
                return at + 1;
            }
        }
        return -1;
    }

    private static int contentLength(ByteBuffer received, int bodyAt) throws IOException {
        for (var at = 0; at < bodyAt; at++) {
            if (received.get(at) == '\n' && isLengthAt(received, at + 1)) {
                return number(received, at + 1 + LENGTH.length());
            }
        }
        throw new IOException("a response without a Content-Length");
    }

    private static boolean isLengthAt(ByteBuffer received, int at) {
        for (var i = 0; i < LENGTH.length(); i++) {
            if ((received.get(at + i) | 0x20) != (LENGTH.charAt(i) | 0x20)) {
                return false;
            }
        }
        return true;
    }

    private static int number(ByteBuffer received, int from) {
        var at = from;
        while (received.get(at) == ' ') {
            at++;
        }
        var number = 0;
        for (; received.get(at) >= '0' && received.get(at) <= '9'; at++) {
            number = number * 10 + (received.get(at) - '0');
        }
        return number;
    }
}
