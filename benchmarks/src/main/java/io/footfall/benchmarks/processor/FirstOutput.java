package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Installation;
import io.footfall.benchmarks.process.Installation.Listening;
import io.footfall.benchmarks.process.Watch;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks out for the first record of a topic that can be read, from before its writer is started. */
final class FirstOutput implements AutoCloseable {
    private static final long LOOK_EVERY_MILLIS = 20;

    private final long began = System.nanoTime();
    private final CompletableFuture<Double> seconds = new CompletableFuture<>();
    private final Admin admin;
    private final Map<TopicPartition, OffsetSpec> ends;
    private final Watch watch;

    /** @param topic which is empty */
    FirstOutput(Listening broker, String topic, int partitions) {
        admin = Installation.admin(broker);
        ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        watch = new Watch("first output", this::look);
    }

    private void look() throws Exception {
        if (!seconds.isDone() && isThere()) {
            seconds.complete((System.nanoTime() - began) / 1e9);
        }
        Thread.sleep(LOOK_EVERY_MILLIS);
    }

    private boolean isThere() throws ExecutionException, InterruptedException {
        try {
            var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
            return admin.listOffsets(ends, committed).all().get().values().stream()
                    .anyMatch(end -> end.offset() > 0);
        } catch (ExecutionException e) {
            // A topic that has just been created is not known to all of the broker at once.
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** How long it took; whoever asks knows that there is output by now. */
    double seconds() throws IOException {
        var found = seconds.getNow(null);
        if (found == null) {
            throw new IOException("nothing was written to " + ends.keySet());
        }
        return found;
    }

    @Override
    public void close() {
        watch.close();
        admin.close();
    }
}
