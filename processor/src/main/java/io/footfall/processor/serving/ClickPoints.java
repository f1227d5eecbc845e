package io.footfall.processor.serving;

import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.processor.serving.influxdb.LineBuffer;
import io.footfall.processor.serving.lines.ClickLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The points of a batch of cleaned clicks, in one buffer. A point is copied from the JSON of its click ({@link ClickLine});
 * the few that have escapes or control characters are parsed. Not thread-safe.
 */
final class ClickPoints {
    /** Bytes of a point. */
    private static final int USUAL_LENGTH = 384;

    private static final int MAX_DIGITS = 18;

    private final ClickLine line = new ClickLine();
    private final PointIdentity identity;
    private final RefusedPoints refusedPoints;
    private final LineBuffer lines;
    private final List<RecordPoint> entries;

    ClickPoints(int clicks, PointIdentity identity, RefusedPoints refusedPoints) {
        this.identity = identity;
        this.refusedPoints = refusedPoints;
        lines = new LineBuffer(clicks * USUAL_LENGTH);
        entries = new ArrayList<>(clicks);
    }

    /** @param ownership whether this replica still has the partition of the record */
    void add(ConsumerRecord<byte[], byte[]> record, BooleanSupplier ownership) {
        var begin = lines.length();
        var time = append(record, sourceOffset(record));
        entries.add(new RecordPoint(record, lines, begin, time, ownership, refusedPoints));
    }

    List<RecordPoint> entries() {
        return entries;
    }

    /** Appends the point and returns its time, ns since the epoch. */
    private long append(ConsumerRecord<byte[], byte[]> record, long offset) {
        if (line.read(record.value())) {
            var time = identity.time(line.eventTime(), record.partition(), offset);
            line.appendTo(lines, time);
            return time;
        }
        try {
            var click = ClickJson.read(record.value());
            var time = identity.time(click.tsIngest(), record.partition(), offset);
            lines.append(Points.click(click, time).toLineProtocol());
            return time;
        } catch (IOException e) {
            throw new UncheckedIOException(place(record) + " is not a cleaned click", e);
        }
    }

    private static long sourceOffset(ConsumerRecord<byte[], byte[]> record) {
        var header = record.headers().lastHeader(Headers.SOURCE_OFFSET);
        if (header == null) {
            throw new IllegalStateException(place(record) + " has no header " + Headers.SOURCE_OFFSET);
        }
        var digits = header.value();
        var offset = digits.length == 0 || digits.length > MAX_DIGITS ? -1 : 0L;
        for (var index = 0; index < digits.length && offset >= 0; index++) {
            var isDigit = digits[index] >= '0' && digits[index] <= '9';
            offset = isDigit ? offset * 10 + (digits[index] - '0') : -1;
        }
        if (offset < 0) {
            throw new NumberFormatException(place(record) + " has no number in its header " + Headers.SOURCE_OFFSET);
        }
        return offset;
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    }
}
