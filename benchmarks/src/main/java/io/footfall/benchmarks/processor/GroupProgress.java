package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.process.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** How many records of a topic all of some consumer groups have dealt with, by their commits. */
record GroupProgress(Admin admin, List<String> groups, String topic) {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    GroupProgress(Admin admin, String group, String topic) {
        this(admin, List.of(group), topic);
    }

    long records() throws IOException, InterruptedException {
        var least = Long.MAX_VALUE;
        for (var group : groups) {
            least = Math.min(least, records(group));
        }
        return least;
    }

    private long records(String group) throws IOException, InterruptedException {
        try {
            var offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("the broker does not tell how far " + group + " is", e);
        }
    }

    /** Waits until at least so many are done, as long as the server lives. */
    Mark await(long records, Server server, Server broker) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            var done = records();
            var mark = new Mark(done, System.nanoTime(), server.vitals(), broker.vitals());
            if (done >= records) {
                return mark;
            }
            Thread.sleep(20);
        }
        throw new IOException("%s has not dealt with %,d records within %s".formatted(groups, records, PATIENCE));
    }
}
