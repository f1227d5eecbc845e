package io.footfall.sandbox.debug;

import io.footfall.events.EventTime;
import io.footfall.sandbox.console.TerminalText;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Formats a record as one line: partition and offset, time, key, headers, value. */
final class RecordLine {
    private RecordLine() {}

    static String of(ConsumerRecord<byte[], byte[]> record) {
        return "%d@%d %s key=%s%s %s"
                .formatted(
                        record.partition(),
                        record.offset(),
                        EventTime.format(record.timestamp()),
                        text(record.key()),
                        headers(record),
                        text(record.value()));
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> " " + TerminalText.escape(header.key()) + "=" + text(header.value()))
                .collect(Collectors.joining());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "-" : TerminalText.escape(new String(bytes, StandardCharsets.UTF_8));
    }
}
