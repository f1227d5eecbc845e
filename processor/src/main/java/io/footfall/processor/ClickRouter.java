package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.clean.Verdict;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.windows.JudgedClick;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends each record of {@code clicks} the way that the judge has decided; decides nothing itself. */
final class ClickRouter extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private final Judge judge;
    private final ForbiddenPaths forbiddenPaths;
    private byte[] topic;
    private byte[] partition;

    ClickRouter(Judge judge, ForbiddenPaths forbiddenPaths) {
        this.judge = judge;
        this.forbiddenPaths = forbiddenPaths;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        partition = Integer.toString(context.taskId().partition()).getBytes(UTF_8);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        var verdict = judge.judge(received.value(), received.timestamp(), header(received, Headers.COUNTRY));
        if (verdict instanceof Verdict.Accepted accepted) {
            send(received, ClickJson.cleaned(accepted.click()), source(), ClickTopology.CLEANED);
            count(received, new JudgedClick(accepted.click(), true, isBot(received)));
        } else if (verdict instanceof Verdict.OutOfMarket outOfMarket) {
            send(received, ClickJson.cleaned(outOfMarket.click()), source(), ClickTopology.OUT_OF_MARKET);
            count(received, new JudgedClick(outOfMarket.click(), false, isBot(received)));
        } else if (verdict instanceof Verdict.Rejected rejected) {
            var reason = rejected.rejection().code().getBytes(UTF_8);
            send(received, received.value(), source().add(Headers.REASON, reason), ClickTopology.REJECTED);
        }
    }

    private static boolean isBot(Record<byte[], byte[]> received) {
        return received.headers().lastHeader(Headers.BOT) != null;
    }

    private static String header(Record<byte[], byte[]> received, String name) {
        var header = received.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private void count(Record<byte[], byte[]> received, JudgedClick judged) {
        var click = received.withValue(judged).withHeaders(new RecordHeaders());
        context().forward(click, ClickTopology.FLAGGED_PARTIAL);
        if (judged.inMarket()) {
            context().forward(click, ClickTopology.TRAFFIC_PARTIAL);
        }
        forbid(received, judged.click());
    }

    private void forbid(Record<byte[], byte[]> received, Click click) {
        forbiddenPaths.match(click.article()).ifPresent(match -> {
            var headers = source().add(Headers.FORBIDDEN_PATH, match.path().getBytes(UTF_8))
                    .add(Headers.FORBIDDEN_PATTERN, match.pattern().getBytes(UTF_8));
            send(received, ClickJson.forbidden(click), headers, ClickTopology.FORBIDDEN);
        });
    }

    private void send(
            Record<byte[], byte[]> received,
            byte[] value,
            org.apache.kafka.common.header.Headers headers,
            String destination) {
        var routed = new Routed(context().taskId().partition(), value);
        context().forward(received.<Object>withValue(routed).withHeaders(headers), destination);
    }

    private org.apache.kafka.common.header.Headers source() {
        var source = context().recordMetadata().orElseThrow();
        if (topic == null) {
            topic = source.topic().getBytes(UTF_8);
        }
        return new RecordHeaders()
                .add(Headers.SOURCE_TOPIC, topic)
                .add(Headers.SOURCE_PARTITION, partition)
                .add(Headers.SOURCE_OFFSET, Long.toString(source.offset()).getBytes(UTF_8));
    }
}
