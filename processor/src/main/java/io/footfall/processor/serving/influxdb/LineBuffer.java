package io.footfall.processor.serving.influxdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Points in line protocol, as UTF-8. Points are written to one buffer and sent from there, so none has an object of text. */
public final class LineBuffer {
    /** A long has at most so many characters. */
    private static final int LONGEST_NUMBER = 20;

    private byte[] bytes;
    private int length;

    /** @param capacity in bytes; the buffer grows if it is not enough */
    public LineBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    public LineBuffer append(byte[] source) {
        return append(source, 0, source.length);
    }

    public LineBuffer append(byte[] source, int begin, int end) {
        reserve(end - begin);
        System.arraycopy(source, begin, bytes, length, end - begin);
        length += end - begin;
        return this;
    }

    public LineBuffer append(LineBuffer source, int begin, int end) {
        return append(source.bytes, begin, end);
    }

    public LineBuffer append(String text) {
        return append(text.getBytes(UTF_8));
    }

    public LineBuffer append(long number) {
        if (number < 0) {
            return append(Long.toString(number)); // a time so far away that its nanoseconds do not fit
        }
        reserve(LONGEST_NUMBER);
        var end = length + digits(number);
        var rest = number;
        for (var index = end - 1; index >= length; index--) {
            bytes[index] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
        return this;
    }

    private static int digits(long number) {
        var digits = 1;
        for (var rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }
}
