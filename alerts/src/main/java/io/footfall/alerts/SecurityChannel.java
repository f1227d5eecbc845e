package io.footfall.alerts;

import io.footfall.alerts.life.AlertFlow;
import io.footfall.alerts.rules.FloodRule;
import io.footfall.alerts.rules.ForbiddenPathRule;
import io.footfall.events.ClickJson;
import io.footfall.events.FlaggedWindow;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Records of the two security topics in; each is judged, and acknowledged once people have been told
 * and the alert has been written.
 *
 * <p>A record does not wait for the receivers of the one before it, so that one that hangs holds
 * nothing up. Nothing is lost by that: the offset is only committed up to the oldest record that is
 * not yet acknowledged.
 */
@ApplicationScoped
class SecurityChannel {
    /** From here on the next record waits for this one: a hanging receiver must not fill the memory. */
    private static final int MOST_UNDER_WAY = 500;

    private final ForbiddenPathRule forbiddenPaths;
    private final FloodRule floods;
    private final AlertFlow alerts;
    private final AtomicInteger underWay = new AtomicInteger();

    SecurityChannel(ForbiddenPathRule forbiddenPaths, FloodRule floods, AlertFlow alerts) {
        this.forbiddenPaths = forbiddenPaths;
        this.floods = floods;
        this.alerts = alerts;
    }

    @Incoming("forbidden")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> onForbidden(Message<byte[]> message) {
        return follow(message, Uni.createFrom().completionStage(() -> forbidden(message)));
    }

    @Incoming("flagged")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> onFlagged(Message<byte[]> message) {
        return follow(message, Uni.createFrom().completionStage(() -> flagged(message)));
    }

    private CompletionStage<Void> forbidden(Message<byte[]> message) {
        try {
            var click = ClickJson.read(message.getPayload());
            var record = message.getMetadata(IncomingKafkaRecordMetadata.class).orElseThrow();
            var path = header(record, Headers.FORBIDDEN_PATH, ForbiddenPathRule.pathOf(click.article()));
            var pattern = header(record, Headers.FORBIDDEN_PATTERN, path);
            return alerts.on(forbiddenPaths.judge(click, path, pattern, logTime(record)));
        } catch (IOException e) {
            throw new UncheckedIOException("a record of the forbidden clicks is no click", e);
        }
    }

    private CompletionStage<Void> flagged(Message<byte[]> message) {
        return floods.judge(Json.read(message.getPayload(), FlaggedWindow.class))
                .map(alerts::on)
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    /** A record that fails is nacked, which stops the channel and turns liveness down: it is never skipped. */
    private Uni<Void> follow(Message<byte[]> message, Uni<Void> alerted) {
        underWay.incrementAndGet();
        var done = alerted.onItemOrFailure()
                .transformToUni((nothing, failure) ->
                        Uni.createFrom().completionStage(() -> failure == null ? message.ack() : message.nack(failure)))
                .onTermination()
                .invoke(underWay::decrementAndGet)
                .subscribeAsCompletionStage();
        return underWay.get() < MOST_UNDER_WAY
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(done);
    }

    private static Instant logTime(IncomingKafkaRecordMetadata<?, ?> record) {
        var header = record.getHeaders().lastHeader(Headers.SOURCE_TIMESTAMP);
        return header == null
                ? record.getTimestamp()
                : Instant.ofEpochMilli(Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static String header(IncomingKafkaRecordMetadata<?, ?> record, String name, String absent) {
        var header = record.getHeaders().lastHeader(name);
        return header == null ? absent : new String(header.value(), StandardCharsets.UTF_8);
    }
}
