package io.footfall.events;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/** Writes one flat JSON object as UTF-8. */
public final class JsonBytes {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private byte[] bytes = new byte[384];
    private int length;

    /** Begins a field; names are plain ASCII. */
    public JsonBytes name(String name) {
        reserve(name.length() + 4);
        put(length == 0 ? '{' : ',');
        put('"');
        putAscii(name);
        put('"');
        put(':');
        return this;
    }

    /** Writes and escapes a string; its surrogates must be in pairs. */
    public void text(String text) {
        reserve(text.length() + 2);
        put('"');
        var begin = length;
        for (var index = 0; index < text.length(); index++) {
            var character = text.charAt(index);
            if (character < ' ' || character > '~' || character == '"' || character == '\\') {
                length = begin;
                putEncoded(ENCODER.quoteAsUTF8(text));
                break;
            }
            put(character);
        }
        put('"');
    }

    public void number(long number) {
        if (number >= 0 && number < 10) {
            reserve(1);
            put((char) ('0' + number));
        } else {
            literal(Long.toString(number));
        }
    }

    /** Writes a JSON literal, such as {@code true}. */
    public void literal(String word) {
        reserve(word.length());
        putAscii(word);
    }

    public byte[] end() {
        reserve(1);
        put('}');
        return Arrays.copyOf(bytes, length);
    }

    private void putEncoded(byte[] encoded) {
        reserve(encoded.length + 1);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    private void putAscii(String text) {
        for (var index = 0; index < text.length(); index++) {
            put(text.charAt(index));
        }
    }

    private void put(char ascii) {
        bytes[length++] = (byte) ascii;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
