package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.footfall.sandbox.RunningSandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's disk is full for a while, under load: senders are told, and nothing that was acknowledged is lost. */
class FullDiskIT {
    private static final int MEGABYTES = 400;
    private static final long SEED = Long.getLong("faults.seed", 20180113);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void nothingAcknowledgedIsLostWhenTheDiskIsFull(@TempDir Path directory) throws Exception {
        assumeTrue(SmallDisk.isPossible(), "only root can mount a small disk");
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
            await().atMost(PATIENCE).until(() -> !load.acknowledged().isEmpty());
            var refused = refused(load);
            disk.fill();
            await().atMost(PATIENCE).until(() -> refused(load) > refused);
            assertThat(disk.isFull()).isTrue();
            disk.empty();
            var began = System.nanoTime();
            FreshClick.awaitStored(sandbox, 1);
            System.out.printf(
                    "full disk: once there was room, a new click was stored after %d ms%n",
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            load.close();
            System.out.println("answers to the sender: " + load.answers());
            new Books(sandbox).check(load);
        }
    }

    private static int refused(SteadyClicks load) {
        return load.answers().getOrDefault("HTTP 503", 0);
    }
}
