package io.footfall.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.text.UnicodeText;
import io.footfall.processor.security.ForbiddenPaths;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Creates the records that are derived from the clicks of one partition, with headers that say where a click is. */
final class DerivedRecords {
    /** The record has the whole URL, too: with a long path in a header it could be larger than its topic allows. */
    private static final int MAX_PATH_BYTES = 2_048;

    private final ProcessorContext<byte[], Object> context;
    private final int partition;
    private final byte[] partitionText;

    DerivedRecords(ProcessorContext<byte[], Object> context, int partition) {
        this.context = context;
        this.partition = partition;
        this.partitionText = Integer.toString(partition).getBytes(UTF_8);
    }

    /** A record with the offset of its click. Headers are added afterwards, because {@code Record} copies given ones. */
    Record<byte[], Object> withOffset(Record<byte[], byte[]> click, byte[] value) {
        var record = new Record<byte[], Object>(click.key(), new PartitionedValue(partition, value), click.timestamp());
        var offset = context.recordMetadata().orElseThrow().offset();
        record.headers().add(Headers.SOURCE_OFFSET, Long.toString(offset).getBytes(ISO_8859_1));
        return record;
    }

    Record<byte[], Object> rejected(Record<byte[], byte[]> click, String reason) {
        var record = withSource(click, click.value());
        record.headers().add(Headers.REASON, reason.getBytes(UTF_8));
        return record;
    }

    Record<byte[], Object> forbidden(Record<byte[], byte[]> received, Click click, ForbiddenPaths.Match match) {
        var record = withSource(received, ClickJson.forbidden(click));
        record.headers()
                .add(Headers.FORBIDDEN_PATH, UnicodeText.beginning(match.path(), MAX_PATH_BYTES))
                .add(Headers.FORBIDDEN_PATTERN, match.pattern().getBytes(UTF_8));
        return record;
    }

    /** A record with topic, partition, offset and timestamp of its click. */
    private Record<byte[], Object> withSource(Record<byte[], byte[]> click, byte[] value) {
        var record = withOffset(click, value);
        var topic = context.recordMetadata().orElseThrow().topic();
        record.headers()
                .add(Headers.SOURCE_TOPIC, topic.getBytes(UTF_8))
                .add(Headers.SOURCE_PARTITION, partitionText)
                .add(Headers.SOURCE_TIMESTAMP, Long.toString(click.timestamp()).getBytes(UTF_8));
        return record;
    }
}
