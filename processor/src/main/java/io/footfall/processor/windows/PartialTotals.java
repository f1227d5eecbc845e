package io.footfall.processor.windows;

import io.footfall.processor.alignment.MergeBacklog;
import io.footfall.processor.alignment.MergeProgressReader;
import io.footfall.processor.alignment.WatermarkAlignment;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.partials.WindowPart;
import io.footfall.processor.state.StateJson;
import io.footfall.processor.state.WriteBehindStore;
import io.footfall.processor.state.WriteBehindStoreBuilder;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Counts one kind of windows in one partition, and sends its totals to the merge. Connects to Kafka Streams:
 * {@link WindowCounter} counts, {@link ChangePublisher} says when changed windows are sent, {@link IdleDetector} whether
 * windows should wait for this partition, {@link MergeBacklog} whether it is too far ahead of the others.
 */
public final class PartialTotals<T> {
    private final WindowKind<T> kind;
    private final Timing timing;
    private final WatermarkAlignment alignment;
    private ProcessorContext<?, ?> context;
    private Output output;
    private int partition;
    private WindowCounter<T> counter;
    private ChangePublisher changes;
    private IdleDetector idleDetector;
    private MergeBacklog backlog;
    private MergeProgressReader mergeProgress;
    private WatermarkAdvance published;

    /** Sends messages to the merge. */
    @FunctionalInterface
    public interface Output {
        /**
         * Sends a message.
         *
         * @return its size in bytes
         */
        int send(PartialMessage message);
    }

    public PartialTotals(WindowKind<T> kind, Timing timing, WatermarkAlignment alignment) {
        this.kind = kind;
        this.timing = timing;
        this.alignment = alignment;
    }

    /** The store that the processor of the partition needs. */
    public StoreBuilder<?> store() {
        return WriteBehindStoreBuilder.named(kind.partialStore(), kind.totals(), Long.class);
    }

    /**
     * Starts, or starts again after a failure: messages that were sent before may not have been committed.
     *
     * @param newContext of the processor of the partition
     * @param newOutput receives all messages
     */
    public void init(ProcessorContext<?, ?> newContext, Output newOutput) {
        context = newContext;
        output = newOutput;
        partition = context.taskId().partition();
        WriteBehindStore<T, Long> store = context.getStateStore(kind.partialStore());
        store.load(WatermarkAdvance.NO_WATERMARK);
        counter = new WindowCounter<>(kind, timing.grace(), store, new CounterListener());
        changes = new ChangePublisher(
                timing,
                context::currentSystemTimeMs,
                delay -> OneShotPunctuator.schedule(context, delay, this::publishChanges),
                this::publishWindow);
        idleDetector = new IdleDetector(timing.idleTimeout(), context.currentSystemTimeMs(), counter.watermark());
        backlog = new MergeBacklog();
        mergeProgress = new MergeProgressReader(context, kind.name());
        published = null;
        store.entries().keySet().forEach(changes::changed);
        context.schedule(timing.idleCheckInterval(), PunctuationType.WALL_CLOCK_TIME, this::check);
    }

    /**
     * Counts a click.
     *
     * @param logTime when Kafka received the click, ms since the epoch
     * @return whether the click was too late for its window
     */
    public boolean count(ValidClick click, long logTime) {
        return counter.count(click, logTime);
    }

    private final class CounterListener implements WindowCounter.Listener {
        @Override
        public void windowChanged(long start) {
            changes.changed(start);
        }

        @Override
        public void windowsClosed() {
            counter.evictClosed(start -> {
                changes.publishIfChanged(start);
                backlog.closed(start);
            });
            // After the windows that it closes.
            publishWatermark(context.currentSystemTimeMs());
            reportBacklog();
        }
    }

    private void publishChanges(long now) {
        changes.publishDue(now);
        counter.changesPublished();
        check(now);
        // Others see the changes after the commit, and the merge publishes soon.
        if (timing.isFresh(counter.watermark(), now)) {
            context.commit();
        }
    }

    private void check(long now) {
        counter.evictBefore(mergeProgress.newest().retentionFloor(), start -> {
            changes.publishIfChanged(start);
            backlog.expired(start);
        });
        // A watermark is published after everything that was counted up to it.
        if (changes.isEverythingPublished()) {
            publishWatermark(now);
        }
        reportBacklog();
    }

    private void reportBacklog() {
        if (backlog.bytes() > 0) {
            var watermark = mergeProgress.newest().watermark();
            backlog.merged(start -> kind.isClosed(start, timing.grace(), watermark));
        }
        alignment.reportBacklog(partition, kind.name(), backlog.bytes());
    }

    private void publishWindow(long start) {
        var totals = StateJson.part(counter.totals(start));
        var size = output.send(new WindowPart(kind.name(), partition, start, totals));
        backlog.published(start, size);
    }

    private void publishWatermark(long now) {
        var watermark = counter.watermark();
        var isLate = watermark != WatermarkAdvance.NO_WATERMARK
                && kind.isClosed(
                        kind.startOf(watermark),
                        timing.grace(),
                        mergeProgress.newest().newest());
        var isIdle = idleDetector.isIdle(now, watermark, isLate, alignment.isDrained(partition));
        var advance = new WatermarkAdvance(kind.name(), partition, watermark, isIdle);
        if (!advance.equals(published)) {
            published = advance;
            output.send(advance);
        }
    }

    /** Another processor has the partition now. */
    public void close() {
        alignment.reportBacklog(partition, kind.name(), 0);
    }
}
