package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.ClockCorrection;
import io.footfall.events.Headers;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what ingest has found out about a click, from the headers of its record. */
final class ClickHeaders {
    private ClickHeaders() {}

    /** The country of the sender, or null. */
    static String country(ConsumerRecord<byte[], byte[]> click) {
        var header = click.headers().lastHeader(Headers.COUNTRY);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** What to add to event time, in ms; 0 without a header. */
    static long clockCorrection(ConsumerRecord<byte[], byte[]> click) {
        var header = click.headers().lastHeader(Headers.CLOCK_CORRECTION);
        return header == null ? 0 : ClockCorrection.decode(header.value());
    }

    static boolean isBot(ConsumerRecord<byte[], byte[]> click) {
        return click.headers().lastHeader(Headers.BOT) != null;
    }
}
