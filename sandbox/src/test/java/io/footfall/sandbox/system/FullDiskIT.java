package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.Requirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's disk is full for a while under load: senders get errors, and no acknowledged click is lost. */
class FullDiskIT {
    private static final int MEGABYTES = 400;
    private static final long SEED = Long.getLong("faults.seed", 20180113);

    @Test
    void nothingAcknowledgedIsLostWhenTheDiskIsFull(@TempDir Path directory) throws Exception {
        Requirement.ROOT.require();
        var data = Files.createDirectories(directory.resolve("data"));
        Files.createFile(data.resolve(".footfall-sandbox"));
        try (var disk = SmallDisk.mount(data.resolve("kafka"), MEGABYTES)) {
            fillAndGoOn(disk, data);
        }
    }

    private static void fillAndGoOn(SmallDisk disk, Path data) throws Exception {
        try (var sandbox = RunningSandbox.ready(data, Map.of(), "--traffic=none", "--without=alerts,dashboard")) {
            FreshClick.awaitStored(sandbox, 0);
            var load = new SteadyClicks(sandbox, SEED);
            try (load) {
                load.awaitAcknowledged();
                var broker = sandbox.child("kafka");
                fillUntilEnd(disk, broker);
                fillUntilEnd(disk, sandbox.successor("kafka", broker));
                disk.empty();
                var began = System.nanoTime();
                FreshClick.awaitStored(sandbox, 1);
                System.out.printf(
                        "full disk: once there was room, a new click was stored after %d ms%n",
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
                assertThat(answers(load, "HTTP 503")).isPositive();
                // Most of what was sent has to be accepted.
                await().atMost(PATIENCE).until(() -> answers(load, "HTTP 200") > answers(load, "HTTP 503"));
                load.awaitAcknowledged();
            }
            System.out.println("answers to the sender: " + load.answers());
            new CountChecks(sandbox).check(load);
            Memory.check(sandbox);
        }
    }

    /** Kafka exits when it cannot write, also when the disk was full before. */
    private static void fillUntilEnd(SmallDisk disk, ProcessHandle broker) throws IOException {
        await().atMost(PATIENCE).until(() -> {
            disk.fill();
            return !broker.isAlive();
        });
        // Kafka frees some space at its exit, which the next one must not have.
        disk.fill();
    }

    private static int answers(SteadyClicks load, String answer) {
        return load.answers().getOrDefault(answer, 0);
    }
}
