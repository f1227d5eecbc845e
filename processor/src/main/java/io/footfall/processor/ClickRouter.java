package io.footfall.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Click;
import io.footfall.processor.accounting.ClickCountListener;
import io.footfall.processor.accounting.ClickCounter;
import io.footfall.processor.accounting.ProcessedClickCounts;
import io.footfall.processor.alignment.AlignmentGuard;
import io.footfall.processor.batch.ClickBatch;
import io.footfall.processor.clean.ClickValidator;
import io.footfall.processor.clean.Verdict;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.ProcessedCountsPart;
import io.footfall.processor.security.ForbiddenPaths;
import io.footfall.processor.state.StateJson;
import io.footfall.processor.state.WriteBehindStore;
import io.footfall.processor.state.WriteBehindStoreBuilder;
import io.footfall.processor.windows.FreshCommits;
import io.footfall.processor.windows.PartialTotals;
import io.footfall.processor.windows.Timing;
import io.footfall.processor.windows.ValidClick;
import io.footfall.processor.windows.VisitorHash;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Processes the records of {@code clicks}: sends each to the topic of its verdict, and counts it. It calls the
 * validator and the counters itself, because forwarding a click to another processor costs as much as counting it.
 */
@RegisterForReflection(targets = ClickCounter.class)
final class ClickRouter extends ContextualProcessor<byte[], byte[], byte[], Object> {
    private static final String STORE = "processed-clicks";
    private static final Duration COUNTS_INTERVAL = Duration.ofSeconds(1);

    private final ClickValidator validator;
    private final ForbiddenPaths forbiddenPaths;
    private final AlignmentGuard guard;
    private final ResumeGuard.Check resume;
    private final ClickCountListener countListener;
    private final PartialTotals<?> pageViews;
    private final PartialTotals<?> traffic;
    private final FreshCommits commits;
    private WriteBehindStore<ClickCounter, ClickCounter> store;
    private int partition;
    private DerivedRecords derived;
    private ProcessedClickCounts publishedCounts;

    private ClickRouter(
            ClickValidator validator,
            ForbiddenPaths forbiddenPaths,
            AlignmentGuard guard,
            ResumeGuard.Check resume,
            ClickCountListener countListener,
            PartialTotals<?> pageViews,
            PartialTotals<?> traffic,
            Timing timing) {
        this.validator = validator;
        this.forbiddenPaths = forbiddenPaths;
        this.guard = guard;
        this.resume = resume;
        this.countListener = countListener;
        this.pageViews = pageViews;
        this.traffic = traffic;
        this.commits = new FreshCommits(timing);
    }

    /** Describes the processor. {@code pageViews} counts all valid clicks, {@code traffic} those of the market. */
    static ProcessorSupplier<byte[], byte[], byte[], Object> of(
            ClickValidator validator,
            ForbiddenPaths forbiddenPaths,
            AlignmentGuard guard,
            ResumeGuard.Check resume,
            ClickCountListener countListener,
            Supplier<PartialTotals<?>> pageViews,
            Supplier<PartialTotals<?>> traffic,
            Timing timing) {
        return new ProcessorSupplier<>() {
            @Override
            public ClickRouter get() {
                return new ClickRouter(
                        validator,
                        forbiddenPaths,
                        guard,
                        resume,
                        countListener,
                        pageViews.get(),
                        traffic.get(),
                        timing);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                var counts = WriteBehindStoreBuilder.named(STORE, ClickCounter.class, ClickCounter.class);
                return new LinkedHashSet<>(
                        List.of(counts, pageViews.get().store(), traffic.get().store()));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], Object> context) {
        guard.check();
        super.init(context);
        store = context.getStateStore(STORE);
        store.load(new ClickCounter());
        publishedCounts = null;
        partition = context.taskId().partition();
        resume.check(partition, store.value());
        derived = new DerivedRecords(partition);
        context.schedule(COUNTS_INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> publishCounts());
        pageViews.init(context, this::sendPartial);
        traffic.init(context, this::sendPartial);
        commits.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> batch) {
        var metadata = context().recordMetadata().orElseThrow();
        ClickBatch.unpack(batch, metadata).forEach(this::process);
        derived.forward(context());
    }

    private void process(ConsumerRecord<byte[], byte[]> received) {
        commits.processed(received.timestamp());
        var counter = store.modifyValue();
        counter.countRead(received.offset());
        var verdict = validator.validate(
                received.value(),
                received.timestamp(),
                ClickHeaders.country(received),
                ClickHeaders.clockCorrection(received));
        if (verdict instanceof Verdict.Accepted accepted) {
            counter.countCleaned();
            derived.cleaned(received, accepted.json());
            count(received, accepted.click(), true, counter);
        } else if (verdict instanceof Verdict.OutOfMarket outOfMarket) {
            counter.countOutOfMarket();
            derived.outOfMarket(received, outOfMarket.json());
            count(received, outOfMarket.click(), false, counter);
        } else if (verdict instanceof Verdict.Rejected rejected) {
            var reason = rejected.rejection().code();
            counter.countRejected(reason);
            derived.rejected(received, reason);
        }
    }

    private void count(ConsumerRecord<byte[], byte[]> received, Click click, boolean inMarket, ClickCounter counter) {
        var visitor = VisitorHash.of(received.key(), click);
        var valid = new ValidClick(click, inMarket, ClickHeaders.isBot(received), visitor);
        pageViews.count(valid, received.timestamp());
        if (inMarket && traffic.count(valid, received.timestamp())) {
            counter.countLate();
        }
        sendIfForbidden(received, click);
    }

    private void sendIfForbidden(ConsumerRecord<byte[], byte[]> received, Click click) {
        forbiddenPaths.match(click.article()).ifPresent(match -> derived.forbidden(received, click, match));
    }

    private void publishCounts() {
        var counts = store.value().counts();
        if (!counts.equals(publishedCounts)) {
            publishedCounts = counts;
            countListener.countsChanged(partition, counts);
            sendPartial(new ProcessedCountsPart(partition, counts));
        }
    }

    private int sendPartial(PartialMessage message) {
        var value = StateJson.write(message);
        context()
                .forward(
                        new Record<>(
                                message.key().getBytes(UTF_8), value, context().currentSystemTimeMs()),
                        ClickTopology.PARTIAL_TOTALS);
        return value.length;
    }

    @Override
    public void close() {
        pageViews.close();
        traffic.close();
        countListener.partitionRevoked(partition);
    }
}
