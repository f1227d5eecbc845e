package io.footfall.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.text.UnicodeText;
import io.footfall.processor.batch.DerivedBatch;
import io.footfall.processor.batch.DerivedHeader;
import io.footfall.processor.batch.DerivedRecord;
import io.footfall.processor.security.ForbiddenPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Collects the records that are derived from the clicks of one partition, with headers that say where a click is, until
 * their batch has been processed.
 */
final class DerivedRecords {
    /** The record has the whole URL, too: with a long path in a header it could be larger than its topic allows. */
    private static final int MAX_PATH_BYTES = 2_048;

    private final int partition;
    private final byte[] partitionText;
    private final Map<String, List<DerivedRecord>> bySink = new LinkedHashMap<>();

    DerivedRecords(int partition) {
        this.partition = partition;
        this.partitionText = Integer.toString(partition).getBytes(UTF_8);
    }

    void cleaned(ConsumerRecord<byte[], byte[]> click, byte[] json) {
        add(ClickTopology.CLEANED, click, json, List.of(offset(click)));
    }

    void outOfMarket(ConsumerRecord<byte[], byte[]> click, byte[] json) {
        add(ClickTopology.OUT_OF_MARKET, click, json, List.of(offset(click)));
    }

    void rejected(ConsumerRecord<byte[], byte[]> click, String reason) {
        var headers = source(click);
        headers.add(header(Headers.REASON, reason));
        add(ClickTopology.REJECTED, click, click.value(), headers);
    }

    void forbidden(ConsumerRecord<byte[], byte[]> received, Click click, ForbiddenPaths.Match match) {
        var headers = source(received);
        headers.add(new DerivedHeader(Headers.FORBIDDEN_PATH, UnicodeText.beginning(match.path(), MAX_PATH_BYTES)));
        headers.add(header(Headers.FORBIDDEN_PATTERN, match.pattern()));
        add(ClickTopology.FORBIDDEN, received, ClickJson.forbidden(click), headers);
    }

    private void add(String sink, ConsumerRecord<byte[], byte[]> click, byte[] value, List<Header> headers) {
        bySink.computeIfAbsent(sink, first -> new ArrayList<>())
                .add(new DerivedRecord(click.key(), value, click.timestamp(), headers));
    }

    /** Topic, partition, offset and timestamp of a click. */
    private List<Header> source(ConsumerRecord<byte[], byte[]> click) {
        var headers = new ArrayList<Header>();
        headers.add(offset(click));
        headers.add(header(Headers.SOURCE_TOPIC, click.topic()));
        headers.add(new DerivedHeader(Headers.SOURCE_PARTITION, partitionText));
        headers.add(header(Headers.SOURCE_TIMESTAMP, Long.toString(click.timestamp())));
        return headers;
    }

    private static Header offset(ConsumerRecord<byte[], byte[]> click) {
        return new DerivedHeader(
                Headers.SOURCE_OFFSET, Long.toString(click.offset()).getBytes(ISO_8859_1));
    }

    private static Header header(String key, String text) {
        return new DerivedHeader(key, text.getBytes(UTF_8));
    }

    /** Sends what has been collected. */
    void forward(ProcessorContext<byte[], Object> context) {
        bySink.forEach((sink, records) -> {
            var time = records.get(records.size() - 1).timestamp();
            context.forward(new Record<byte[], Object>(null, new DerivedBatch(partition, records), time), sink);
        });
        bySink.clear();
    }
}
