package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.EventTime;
import java.util.Arrays;

/** Writes the cleaned form of a click from pieces of the received one. */
@SuppressWarnings("EnumOrdinal") // as in FastClickParser
final class CleanedJson {
    /** Bytes before the value of each field. */
    private static final byte[][] BEFORE = Arrays.stream(Field.ALL)
            .map(field -> (field.ordinal() == 0 ? "{" : ",") + "\"" + field.key + "\":" + (isQuoted(field) ? "\"" : ""))
            .map(text -> text.getBytes(US_ASCII))
            .toArray(byte[][]::new);

    private static final int FIXED = Arrays.stream(Field.ALL)
                    .mapToInt(field -> BEFORE[field.ordinal()].length + (isQuoted(field) ? 1 : 0))
                    .sum()
            + 1;

    private final byte[] received;
    private final byte[] json;
    private int length;

    /**
     * Creates an empty one.
     *
     * @param received bytes that contain the values
     * @param values number of bytes of all values together
     */
    CleanedJson(byte[] received, int values) {
        this.received = received;
        this.json = new byte[FIXED + values];
    }

    void copy(Field field, int begin, int end) {
        before(field);
        System.arraycopy(received, begin, json, length, end - begin);
        length += end - begin;
        after(field);
    }

    void time(Field field, long epochMillis) {
        before(field);
        EventTime.write(epochMillis, json, length);
        length += EventTime.LENGTH;
        after(field);
    }

    void ascii(Field field, String text) {
        before(field);
        for (var index = 0; index < text.length(); index++) {
            json[length++] = (byte) text.charAt(index);
        }
        after(field);
    }

    byte[] end() {
        json[length] = '}';
        return json;
    }

    private void before(Field field) {
        var before = BEFORE[field.ordinal()];
        System.arraycopy(before, 0, json, length, before.length);
        length += before.length;
    }

    private void after(Field field) {
        if (isQuoted(field)) {
            json[length++] = '"';
        }
    }

    /** Event time is a number in received clicks and a string in cleaned ones. */
    private static boolean isQuoted(Field field) {
        return !field.number || field == Field.TS_INGEST;
    }
}
