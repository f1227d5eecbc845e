package io.footfall.processor.windows;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.Json;
import io.footfall.processor.partials.Partial;
import io.footfall.processor.state.LiveStore;
import io.footfall.processor.state.LiveStoreBuilder;
import io.footfall.processor.state.StateJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jboss.logging.Logger;

/**
 * Merges what the partitions have counted: {@link Partial} totals in, one record a window with the
 * absolute totals of all partitions out, replaced while it changes and final once every partition
 * has passed the window and its grace, or is idle. Tells its {@link Horizon} beside.
 *
 * <p>A window that was closed without an idle partition is kept for a while, so that it can be
 * corrected if the partition wakes up with clicks for it. Memory is bounded by the {@link Pace}.
 */
@RegisterForReflection(
        targets = {Progress.class, Horizon.class},
        registerFullHierarchy = true)
public final class MergedTotals<T> extends ContextualProcessor<byte[], Partial, byte[], byte[]> {
    private static final Logger LOG = Logger.getLogger(MergedTotals.class);
    /** Final windows that a partition may still correct, because it was idle when they closed. */
    private static final int MOST_FINAL = 60;
    /** Of these, those that partitions are told of: what they tell until they hear more has room in the others. */
    private static final int TOLD_FINAL = 30;

    private final WindowKind<T> kind;
    private final Timing timing;
    private final int partitions;
    private final String horizonSink;
    /** The windows in the store by their start, and what has been published of them. */
    private final NavigableMap<Long, Publication> windows = new TreeMap<>();
    /** What each partition has told of each window, by {@link #key}. */
    private LiveStore<T, Progress> store;

    private Horizon told = Horizon.NONE;
    /** All windows are told in the same moment, so that whoever passes them on need not wait for the next one. */
    private Settling changes;

    private MergedTotals(WindowKind<T> kind, Timing timing, int partitions, String horizonSink) {
        this.kind = kind;
        this.timing = timing;
        this.partitions = partitions;
        this.horizonSink = horizonSink;
    }

    /**
     * Describes the merge.
     *
     * @param horizonSink to which horizons go; windows go to the sink that is named as their kind
     */
    public static <T> ProcessorSupplier<byte[], Partial, byte[], byte[]> of(
            WindowKind<T> kind, Timing timing, int partitions, String horizonSink) {
        return new ProcessorSupplier<>() {
            @Override
            public MergedTotals<T> get() {
                return new MergedTotals<>(kind, timing, partitions, horizonSink);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(LiveStoreBuilder.named(kind.mergedStore(), kind.totals(), Progress.class));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(kind.mergedStore());
        store.load(new Progress());
        windows.clear();
        store.entries().keySet().forEach(key -> windows.put(kind.startOf(key), new Publication()));
        changes = timing.mergedUpdate();
        publishSoon();
        told = Horizon.NONE;
        context.schedule(timing.lookForFinal(), PunctuationType.WALL_CLOCK_TIME, now -> publish(now, false));
    }

    @Override
    public void process(Record<byte[], Partial> message) {
        var partial = message.value();
        if (partial.kind().equals(kind.name())) {
            store.changeProgress().heard(partial);
            if (partial.start() != null) {
                merge(partial);
            }
        }
    }

    private void merge(Partial partial) {
        long start = partial.start();
        if (store.progress().isForgotten(start)) {
            LOG.errorf(
                    "%s window %s: partition %d is too far behind the others; its part of the totals is lost",
                    kind.name(), kind.window(start).key(), partial.partition());
            return;
        }
        store.put(key(start, partial.partition()), StateJson.read(partial.totals(), kind.totals()));
        windows.computeIfAbsent(start, first -> new Publication()).changed();
        publishSoon();
    }

    private void publishSoon() {
        changes.changed(context().currentSystemTimeMs())
                .ifPresent(delay -> Once.schedule(context(), delay, this::publishChanges));
    }

    /** One entry a window and partition, so that no record of the changelog grows with the partitions. */
    private static long key(long start, int partition) {
        return start + partition;
    }

    private NavigableMap<Long, T> parts(long start) {
        return store.entries().subMap(start, true, start + kind.length().toMillis(), false);
    }

    private void publishChanges(long now) {
        changes.told(now);
        publish(now, true);
    }

    private void publish(long now, boolean isTime) {
        var passed = store.progress().passed(partitions);
        windows.forEach((start, publication) -> {
            var isFinal = kind.isClosed(start, timing.grace(), passed);
            if (publication.isDue(isFinal, isTime)) {
                publish(start, isFinal, now);
                publication.done(isFinal);
                if (timing.isFresh(start + kind.length().toMillis(), now)) {
                    context().commit();
                }
            }
        });
        var finals = windows.entrySet().stream()
                .takeWhile(window -> window.getValue().isFinal())
                .map(Map.Entry::getKey)
                .toList();
        tellHorizon(passed, finals, now);
        forget(finals);
    }

    private void publish(long start, boolean isFinal, long now) {
        var totals = kind.empty().get();
        parts(start).values().forEach(part -> kind.merge().accept(totals, part));
        var window = kind.window(start);
        var value = Json.write(kind.result().of(totals, window, isFinal));
        context().forward(new Record<>(window.key().getBytes(UTF_8), value, now), kind.name());
    }

    private void tellHorizon(long passed, List<Long> finals, long now) {
        var forgotten = finals.size() > TOLD_FINAL ? finals.get(finals.size() - TOLD_FINAL) : Partial.NO_CLICK_YET;
        var horizon = new Horizon(passed, Math.max(forgotten, store.progress().forgotten()));
        if (!horizon.equals(told)) {
            told = horizon;
            context().forward(new Record<>(kind.name().getBytes(UTF_8), StateJson.write(horizon), now), horizonSink);
        }
    }

    private void forget(List<Long> finals) {
        var settled = store.progress().settled(partitions);
        for (var index = 0; index < finals.size(); index++) {
            var start = finals.get(index);
            if (finals.size() - index > MOST_FINAL || kind.isClosed(start, timing.grace(), settled)) {
                windows.remove(start);
                List.copyOf(parts(start).keySet()).forEach(store::remove);
                store.changeProgress().forget(start);
            }
        }
    }
}
