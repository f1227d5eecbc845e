package io.footfall.processor.requests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Headers;
import io.footfall.events.requests.RequestJson;
import io.footfall.events.text.UnicodeText;
import io.footfall.processor.windows.FreshCommits;
import io.footfall.processor.windows.Timing;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;

/**
 * Forwards the requests that the rules have to look at, as they are, with headers that say why. Of each visitor it forwards
 * a limited number, so that a flood does not delay alerts: more would not change them.
 */
final class SuspiciousRequestFilter extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
    /** Of each visitor and kind in a period. */
    static final int MOST_OF_VISITOR = 50;
    /** Of paths that were not found, of all visitors of a partition in a period. */
    static final int MOST_NOT_FOUND = 5_000;

    private static final Logger LOG = Logger.getLogger(SuspiciousRequestFilter.class);
    private static final long PERIOD_MILLIS = 10_000;
    private static final int MAX_VISITORS = 10_000;
    private static final int MAX_VISITOR_ID = 64;
    /** Ingest writes no larger ones; with headers they have to fit into the derived topic. */
    private static final int MAX_BYTES = 1 << 20;

    private static final int MAX_PATH_BYTES = 2_048;
    private static final long LOG_INTERVAL_MILLIS = Duration.ofMinutes(1).toMillis();

    private final RequestClassifier classifier;
    private final RequestListener listener;
    private final FreshCommits commits;
    private final VisitorQuota ofVisitor = new VisitorQuota(MOST_OF_VISITOR, PERIOD_MILLIS, MAX_VISITORS);
    private final VisitorQuota ofNotFound = new VisitorQuota(MOST_NOT_FOUND, PERIOD_MILLIS, 1);
    private long unreadable;
    private long loggedAt = Long.MIN_VALUE;

    SuspiciousRequestFilter(RequestClassifier classifier, RequestListener listener, Timing timing) {
        this.classifier = classifier;
        this.listener = listener;
        this.commits = new FreshCommits(timing);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        commits.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        try {
            if (received.value() == null || received.value().length > MAX_BYTES) {
                throw new IOException("not a request: no value, or a large one");
            }
            var request = PathAndStatus.read(received.value());
            var found = classifier.classify(request.path(), request.status());
            if (found.isEmpty()) {
                listener.ordinary();
                return;
            }
            // The rules read the rest, and stop at what they cannot read.
            RequestJson.read(received.value());
            listener.suspicious(found.get().reason());
            forwardWithinQuota(received, found.get(), request.status());
        } catch (IOException e) {
            listener.unreadable();
            logUnreadable();
        }
    }

    private void forwardWithinQuota(Record<byte[], byte[]> received, Suspicion suspicion, int status) {
        var reason = suspicion.reason();
        var kind = reason == Suspicion.Reason.NOT_FOUND ? 'n' : isSuccess(status) ? 's' : 'p';
        var millis = received.timestamp();
        if (ofVisitor.allows(kind + visitor(received.key()), millis)
                && (reason != Suspicion.Reason.NOT_FOUND || ofNotFound.allows("", millis))) {
            context().forward(derived(received, suspicion));
            commits.processed(millis);
        } else {
            listener.leftOut(reason);
        }
    }

    /** Such answers count on their own: many requests that fail must not hide one that does not. */
    private static boolean isSuccess(int status) {
        return status >= 200 && status < 300;
    }

    private static String visitor(byte[] key) {
        return key == null ? "" : new String(key, 0, Math.min(key.length, MAX_VISITOR_ID), ISO_8859_1);
    }

    private Record<byte[], byte[]> derived(Record<byte[], byte[]> received, Suspicion suspicion) {
        var record = new Record<>(received.key(), received.value(), received.timestamp());
        var source = context().recordMetadata().orElseThrow();
        record.headers()
                .add(Headers.REASON, suspicion.reason().code().getBytes(UTF_8))
                .add(Headers.PATH, UnicodeText.beginning(suspicion.path(), MAX_PATH_BYTES))
                .add(Headers.SOURCE_TOPIC, source.topic().getBytes(UTF_8))
                .add(Headers.SOURCE_PARTITION, text(source.partition()))
                .add(Headers.SOURCE_OFFSET, text(source.offset()))
                .add(Headers.SOURCE_TIMESTAMP, text(received.timestamp()));
        if (suspicion.pattern() != null) {
            record.headers().add(Headers.PATTERN, suspicion.pattern().getBytes(UTF_8));
        }
        var bot = received.headers().lastHeader(Headers.BOT);
        if (bot != null) {
            record.headers().add(bot);
        }
        return record;
    }

    private static byte[] text(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private void logUnreadable() {
        unreadable++;
        var now = context().currentSystemTimeMs();
        if (loggedAt == Long.MIN_VALUE || now - loggedAt >= LOG_INTERVAL_MILLIS) {
            loggedAt = now;
            var source = context().recordMetadata().orElseThrow();
            LOG.warnf(
                    "Topic %s has %d records that are no requests, the newest at offset %d of partition %d: they are skipped."
                            + " Only ingest should write to this topic",
                    source.topic(), unreadable, source.offset(), source.partition());
        }
    }
}
