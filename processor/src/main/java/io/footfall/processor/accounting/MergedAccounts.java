package io.footfall.processor.accounting;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.ClickCounts;
import io.footfall.events.Json;
import io.footfall.processor.accounting.Account.StoredPoints;
import io.footfall.processor.partials.Partial;
import io.footfall.processor.state.LiveStore;
import io.footfall.processor.state.LiveStoreBuilder;
import io.footfall.processor.state.StateJson;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/** What each partition's topology and sink have told in, one record with the accounts of all partitions out. */
@RegisterForReflection(
        targets = {Account.class, Counts.class},
        registerFullHierarchy = true)
public final class MergedAccounts extends ContextualProcessor<byte[], Partial, byte[], byte[]> {
    /** Names what the topology tells of a partition, {@link Counts}. */
    public static final String COUNTS = "counts";
    /** Names what the sink tells of a partition, {@link StoredPoints}. */
    private static final String STORED = "stored";

    private static final Duration UPDATE = Duration.ofSeconds(1);
    private static final String STORE = "accounts";

    private final Map<Integer, ClickCounts.Partition> newest = new TreeMap<>();
    private LiveStore<Account, Long> store;
    private List<ClickCounts.Partition> published = List.of();

    private MergedAccounts() {}

    public static ProcessorSupplier<byte[], Partial, byte[], byte[]> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public MergedAccounts get() {
                return new MergedAccounts();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(LiveStoreBuilder.named(STORE, Account.class, Long.class));
            }
        };
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        store.load(0L);
        newest.clear();
        published = List.of();
        store.entries().keySet().forEach(partition -> take(partition.intValue()));
        context.schedule(UPDATE, PunctuationType.WALL_CLOCK_TIME, this::publish);
    }

    @Override
    public void process(Record<byte[], Partial> message) {
        var partial = message.value();
        if (partial.kind().equals(COUNTS)) {
            account(partial).heard(StateJson.read(partial.totals(), Counts.class));
            take(partial.partition());
        } else if (partial.kind().equals(STORED)) {
            account(partial).heard(StateJson.read(partial.totals(), StoredPoints.class));
            take(partial.partition());
        }
    }

    private Account account(Partial partial) {
        return store.change(partial.partition(), first -> new Account());
    }

    private void take(int partition) {
        var account = store.entries().get((long) partition);
        if (account.isConsistent()) {
            newest.put(partition, account.of(partition));
        }
    }

    private void publish(long now) {
        var partitions = List.copyOf(newest.values());
        if (!partitions.equals(published)) {
            published = partitions;
            var accounting = new ClickCounts(Instant.ofEpochMilli(now), partitions);
            context().forward(new Record<>(ClickCounts.KEY.getBytes(UTF_8), Json.write(accounting), now));
        }
    }
}
