package io.footfall.processor.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Json;
import io.footfall.processor.alignment.MergeProgress;
import io.footfall.processor.partials.PartialMessage;
import io.footfall.processor.partials.WatermarkAdvance;
import io.footfall.processor.partials.WindowPart;
import io.footfall.processor.state.StateJson;
import io.footfall.processor.state.WriteBehindStore;
import io.footfall.processor.state.WriteBehindStoreBuilder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jboss.logging.Logger;

/**
 * Merges the totals of all partitions for one kind of windows. Publishes one record a window, replaces it while the window
 * changes, and marks it final once every partition that is not idle has passed the window and its grace. Publishes its
 * {@link MergeProgress} too.
 *
 * <p>A window that was closed without an idle partition is kept for a while: the partition may become active again with
 * clicks of it, and its record is then corrected. Watermark alignment bounds the memory.
 */
@RegisterForReflection(
        targets = {PartitionWatermarks.class, MergeProgress.class},
        registerFullHierarchy = true)
public final class MergedTotals<T> extends ContextualProcessor<byte[], PartialMessage, byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(MergedTotals.class);
    /** Final windows that a partition may still correct, because it was idle when they closed. */
    private static final int MAX_FINAL = 60;
    /** Those of them that partitions may count in. The others have room for parts that are sent before a partition knows. */
    private static final int MAX_FINAL_PUBLISHED = 30;

    private final WindowKind<T> kind;
    private final Timing timing;
    private final FreshCommits commits;
    private final int partitions;
    private final String progressSink;
    /** What has been published of each window in the store, by start. */
    private final NavigableMap<Long, PublishedState> windows = new TreeMap<>();
    /** The newest part of each window and partition, by {@link WindowKind#key}. */
    private WriteBehindStore<T, PartitionWatermarks> store;

    private MergeProgress publishedProgress = MergeProgress.NONE;
    /** All windows are published together, so that a reader who forwards them does not have to wait for others. */
    private Debounce updates;
    /** Nothing becomes final without a message. */
    private Debounce finalChecks;

    private MergedTotals(WindowKind<T> kind, Timing timing, int partitions, String progressSink) {
        this.kind = kind;
        this.timing = timing;
        this.commits = new FreshCommits(timing);
        this.partitions = partitions;
        this.progressSink = progressSink;
    }

    /**
     * Describes the merge.
     *
     * @param progressSink sink of {@link MergeProgress}; the sink of windows has the name of their kind
     */
    public static <T> ProcessorSupplier<byte[], PartialMessage, byte[], byte[]> of(
            WindowKind<T> kind, Timing timing, int partitions, String progressSink) {
        return new ProcessorSupplier<>() {
            @Override
            public MergedTotals<T> get() {
                return new MergedTotals<>(kind, timing, partitions, progressSink);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(
                        WriteBehindStoreBuilder.named(kind.mergedStore(), kind.totals(), PartitionWatermarks.class));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.mergedStore());
        store.load(new PartitionWatermarks());
        windows.clear();
        store.entries().keySet().forEach(key -> windows.put(kind.startOf(key), new PublishedState()));
        commits.init(context);
        updates = timing.mergedUpdate();
        schedule(updates, this::publishUpdate);
        publishedProgress = MergeProgress.NONE;
        finalChecks = timing.finalCheck();
        schedule(finalChecks, this::checkFinal);
    }

    @Override
    public void process(Record<byte[], PartialMessage> message) {
        if (message.value() instanceof WindowPart part && part.kind().equals(kind.name())) {
            store.modifyValue().update(part);
            merge(part);
        } else if (message.value() instanceof WatermarkAdvance advance
                && advance.kind().equals(kind.name())) {
            store.modifyValue().update(advance);
        }
        schedule(finalChecks, this::checkFinal);
    }

    private void merge(WindowPart part) {
        if (store.value().isEvicted(part.start())) {
            LOG.errorf(
                    "Partition %d of clicks has sent totals of the %s window %s, which has been evicted: they are lost."
                            + " The partition was idle for too long (footfall.processor.idle-timeout)",
                    part.partition(), kind.name(), kind.window(part.start()).key());
            return;
        }
        store.put(WindowKind.key(part.start(), part.partition()), StateJson.read(part.totals(), kind.totals()));
        windows.computeIfAbsent(part.start(), first -> new PublishedState()).changed();
        schedule(updates, this::publishUpdate);
    }

    private void schedule(Debounce debounce, Punctuator task) {
        debounce.changed(context().currentSystemTimeMs())
                .ifPresent(delay -> OneShotPunctuator.schedule(context(), delay, task));
    }

    private NavigableMap<Long, T> parts(long start) {
        return store.entries().subMap(start, true, start + kind.length().toMillis(), false);
    }

    private void publishUpdate(long now) {
        updates.published(now);
        publish(now, true);
    }

    private void checkFinal(long now) {
        finalChecks.published(now);
        publish(now, false);
    }

    private void publish(long now, boolean isUpdateTime) {
        var watermark = store.value().watermark(partitions);
        windows.forEach((start, state) -> {
            var isFinal = kind.isClosed(start, timing.grace(), watermark);
            if (state.isDue(isFinal, isUpdateTime)) {
                publishWindow(start, isFinal, now);
                state.published(isFinal);
                if (timing.isFresh(start + kind.length().toMillis(), now)) {
                    commits.processedForPeople(start + kind.length().toMillis());
                }
            }
        });
        var finals = windows.entrySet().stream()
                .takeWhile(window -> window.getValue().isFinal())
                .map(Map.Entry::getKey)
                .toList();
        publishProgress(watermark, finals, now);
        evict(finals);
    }

    private void publishWindow(long start, boolean isFinal, long now) {
        var totals = kind.empty().get();
        parts(start).values().forEach(part -> kind.merge().accept(totals, part));
        var window = kind.window(start);
        var value = Json.write(kind.result().of(totals, window, isFinal));
        context().forward(new Record<>(window.key().getBytes(UTF_8), value, now), kind.name());
    }

    private void publishProgress(long watermark, List<Long> finals, long now) {
        var floor = finals.size() > MAX_FINAL_PUBLISHED
                ? finals.get(finals.size() - MAX_FINAL_PUBLISHED)
                : WatermarkAdvance.NO_WATERMARK;
        var state = store.value();
        var progress = new MergeProgress(watermark, Math.max(floor, state.retentionFloor()), state.newest());
        if (!progress.equals(publishedProgress)) {
            publishedProgress = progress;
            context().forward(new Record<>(kind.name().getBytes(UTF_8), StateJson.write(progress), now), progressSink);
        }
    }

    private void evict(List<Long> finals) {
        var watermark = store.value().watermarkWithIdle(partitions);
        for (var index = 0; index < finals.size(); index++) {
            var start = finals.get(index);
            if (finals.size() - index > MAX_FINAL || kind.isClosed(start, timing.grace(), watermark)) {
                windows.remove(start);
                List.copyOf(parts(start).keySet()).forEach(store::remove);
                store.modifyValue().evicted(start);
            }
        }
    }
}
