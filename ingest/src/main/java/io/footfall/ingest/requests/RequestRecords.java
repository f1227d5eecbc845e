package io.footfall.ingest.requests;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.footfall.events.Headers;
import io.footfall.events.requests.RequestJson;
import io.footfall.ingest.SenderResolver;
import io.footfall.ingest.accesslog.LogEntry;
import io.footfall.ingest.visitor.BotDetector;
import io.footfall.ingest.visitor.ClientAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Makes records of what access logs have. The address becomes a visitor id and is not kept. */
final class RequestRecords {
    private final SenderResolver senders;
    private final String topic;
    private final int trustedProxies;
    private final Clock clock;

    /** @param trustedProxies in front of the web server */
    RequestRecords(SenderResolver senders, String topic, int trustedProxies, Clock clock) {
        this.senders = senders;
        this.topic = topic;
        this.trustedProxies = trustedProxies;
        this.clock = clock;
    }

    /**
     * Throws {@link io.footfall.ingest.RejectedRequest} as long as no visitor's id of today can be known.
     *
     * @param batch id of the body that the entries are from
     */
    List<ProducerRecord<String, byte[]>> of(List<LogEntry> entries, String batch) {
        var receivedAt = clock.millis();
        var records = new ArrayList<ProducerRecord<String, byte[]>>(entries.size());
        for (var entry : entries) {
            records.add(of(entry, batch, receivedAt));
        }
        return records;
    }

    private ProducerRecord<String, byte[]> of(LogEntry entry, String batch, long receivedAt) {
        var address = ClientAddress.of(entry.address(), entry.forwardedFor(), trustedProxies);
        var agent = entry.userAgent() == null ? "" : entry.userAgent();
        var headers = new ArrayList<Header>(2);
        headers.add(new RequestHeader(Headers.LINE_ID, (batch + ':' + entry.number()).getBytes(US_ASCII)));
        BotDetector.name(agent).ifPresent(name -> headers.add(new RequestHeader(Headers.BOT, name.getBytes(US_ASCII))));
        var country =
                senders.country(entry.country(trustedProxies > 0), address).orElse(null);
        var key = address == null ? null : senders.visitorId("", address, agent);
        var value = RequestJson.write(entry.request(receivedAt, country));
        return new ProducerRecord<>(topic, null, null, key, value, headers);
    }

    /** Kafka's own implementation of headers is internal. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    private record RequestHeader(String key, byte[] value) implements Header {}
}
