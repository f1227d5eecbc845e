package io.footfall.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.processor.accounting.Counts;
import io.footfall.processor.accounting.Ledger;
import io.footfall.processor.accounting.Ledgers;
import io.footfall.processor.accounting.MergedAccounts;
import io.footfall.processor.clean.Judge;
import io.footfall.processor.clean.Verdict;
import io.footfall.processor.partials.Partial;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.state.LiveStore;
import io.footfall.processor.state.LiveStoreBuilder;
import io.footfall.processor.state.StateJson;
import io.footfall.processor.windows.JudgedClick;
import io.footfall.processor.windows.PartialTotals;
import io.footfall.processor.windows.Timing;
import io.footfall.processor.windows.VisitorHash;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Sends each record of {@code clicks} the way that the judge has decided, has it counted and keeps
 * account of it; decides nothing itself. All in one processor, because handing a click on to another
 * costs as much as counting it.
 */
@RegisterForReflection(targets = Ledger.class)
final class ClickRouter extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private static final String LEDGER = "ledger";
    private static final Duration TELL = Duration.ofSeconds(1);

    private final Judge judge;
    private final ForbiddenPaths forbiddenPaths;
    private final Ledgers ledgers;
    private final PartialTotals<?> flagged;
    private final PartialTotals<?> traffic;
    private final FreshCommits commits;
    private LiveStore<Ledger, Ledger> store;
    private int partition;
    private byte[] partitionText;
    private Counts told;

    private ClickRouter(
            Judge judge,
            ForbiddenPaths forbiddenPaths,
            Ledgers ledgers,
            PartialTotals<?> flagged,
            PartialTotals<?> traffic,
            Timing timing) {
        this.judge = judge;
        this.forbiddenPaths = forbiddenPaths;
        this.ledgers = ledgers;
        this.flagged = flagged;
        this.traffic = traffic;
        this.commits = new FreshCommits(timing);
    }

    /**
     * Describes the processor.
     *
     * @param flagged counts all clean clicks of a partition
     * @param traffic counts those of the market
     * @param timing of commits
     */
    static ProcessorSupplier<byte[], byte[], byte[], Object> of(
            Judge judge,
            ForbiddenPaths forbiddenPaths,
            Ledgers ledgers,
            Supplier<PartialTotals<?>> flagged,
            Supplier<PartialTotals<?>> traffic,
            Timing timing) {
        return new ProcessorSupplier<>() {
            @Override
            public ClickRouter get() {
                return new ClickRouter(judge, forbiddenPaths, ledgers, flagged.get(), traffic.get(), timing);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                var ledger = LiveStoreBuilder.named(LEDGER, Ledger.class, Ledger.class);
                return new LinkedHashSet<>(
                        List.of(ledger, flagged.get().store(), traffic.get().store()));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        super.init(context);
        store = context.getStateStore(LEDGER);
        store.load(new Ledger());
        told = null;
        partition = context.taskId().partition();
        partitionText = Integer.toString(partition).getBytes(UTF_8);
        context.schedule(TELL, PunctuationType.WALL_CLOCK_TIME, now -> tellLedger());
        flagged.init(context, this::tell);
        traffic.init(context, this::tell);
        commits.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> received) {
        commits.processed(received.timestamp());
        var ledger = store.changeProgress();
        ledger.read();
        var verdict = judge.judge(received.value(), received.timestamp(), header(received, Headers.COUNTRY));
        if (verdict instanceof Verdict.Accepted accepted) {
            ledger.cleaned();
            send(routed(received, accepted.json()), ClickTopology.CLEANED);
            count(received, accepted.click(), true);
        } else if (verdict instanceof Verdict.OutOfMarket outOfMarket) {
            ledger.outOfMarket();
            send(routed(received, outOfMarket.json()), ClickTopology.OUT_OF_MARKET);
            count(received, outOfMarket.click(), false);
        } else if (verdict instanceof Verdict.Rejected rejected) {
            var reason = rejected.rejection().code();
            ledger.rejected(reason);
            var rejectedClick = fullyRouted(received, received.value());
            rejectedClick.headers().add(Headers.REASON, reason.getBytes(UTF_8));
            send(rejectedClick, ClickTopology.REJECTED);
        }
    }

    private void tellLedger() {
        var counts = store.progress().counts();
        if (!counts.equals(told)) {
            told = counts;
            ledgers.told(partition, counts);
            tell(Partial.of(MergedAccounts.COUNTS, partition, StateJson.part(counts)));
        }
    }

    private int tell(Partial partial) {
        var key = (partial.kind() + "-" + partition).getBytes(UTF_8);
        var value = StateJson.write(partial);
        context().forward(new Record<>(key, value, context().currentSystemTimeMs()), ClickTopology.PARTIALS);
        return value.length;
    }

    @Override
    public void close() {
        flagged.close();
        traffic.close();
        ledgers.closed(partition);
    }

    private static boolean isBot(Record<byte[], byte[]> received) {
        return received.headers().lastHeader(Headers.BOT) != null;
    }

    private static String header(Record<byte[], byte[]> received, String name) {
        var header = received.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    private void count(Record<byte[], byte[]> received, Click click, boolean inMarket) {
        var visitor = VisitorHash.of(received.key(), click);
        var judged = new JudgedClick(click, inMarket, isBot(received), visitor, store.progress());
        flagged.count(judged, received.timestamp());
        if (inMarket) {
            traffic.count(judged, received.timestamp());
        }
        forbid(received, click);
    }

    private void forbid(Record<byte[], byte[]> received, Click click) {
        forbiddenPaths.match(click.article()).ifPresent(match -> {
            var visit = fullyRouted(received, ClickJson.forbidden(click));
            visit.headers()
                    .add(Headers.FORBIDDEN_PATH, match.path().getBytes(UTF_8))
                    .add(Headers.FORBIDDEN_PATTERN, match.pattern().getBytes(UTF_8));
            send(visit, ClickTopology.FORBIDDEN);
        });
    }

    private void send(Record<byte[], Object> record, String destination) {
        context().forward(record, destination);
    }

    /** The record's partition is that of its click. Headers are added to it, because those it is made with are copied. */
    private Record<byte[], Object> routed(Record<byte[], byte[]> received, byte[] value) {
        var record = new Record<byte[], Object>(received.key(), new Routed(partition, value), received.timestamp());
        var offset = context().recordMetadata().orElseThrow().offset();
        record.headers().add(Headers.SOURCE_OFFSET, Long.toString(offset).getBytes(ISO_8859_1));
        return record;
    }

    private Record<byte[], Object> fullyRouted(Record<byte[], byte[]> received, byte[] value) {
        var record = routed(received, value);
        var topic = context().recordMetadata().orElseThrow().topic();
        record.headers()
                .add(Headers.SOURCE_TOPIC, topic.getBytes(UTF_8))
                .add(Headers.SOURCE_PARTITION, partitionText)
                .add(
                        Headers.SOURCE_TIMESTAMP,
                        Long.toString(received.timestamp()).getBytes(UTF_8));
        return record;
    }
}
