package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers and services are killed, frozen and restarted under load at random moments: nothing that was
 * acknowledged is lost, and nothing is there twice, on the topics, in the store and in the alerts.
 * {@code -Dfaults.number=200 -Dfaults.seed=7} for a long soak.
 */
class FaultsIT {
    private static final int NUMBER = Integer.getInteger("faults.number", 6);
    private static final long SEED = Long.getLong("faults.seed", 20180113);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final List<String> VICTIMS = List.of("kafka", "processor", "store", "ingest", "alerts", "dashboard");
    private static final List<String> HEAPS_OF_256_MB = List.of("processor", "ingest", "alerts", "dashboard");
    private static final long MOST_RESIDENT_KILOBYTES = 600_000;

    private final Random random = new Random(SEED);
    private final int firstFault = random.nextInt(Fault.values().length);
    private RunningSandbox sandbox;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of("FOOTFALL_ALERTS_QUIET_PERIOD", "PT12H"), "--traffic=none");
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void nothingIsLostAndNothingIsThereTwiceWhateverFailsUnderLoad() throws Exception {
        var load = new SteadyClicks(sandbox, SEED);
        for (var number = 0; number < NUMBER; number++) {
            strike(number);
        }
        load.close();
        System.out.println("answers to the sender: " + load.answers());

        var books = new Books(sandbox);
        books.check(load.acknowledged());
        var forbidden = books.paths("clicks-calculated-forbidden");
        assertThat(forbidden).doesNotHaveDuplicates().isNotEmpty();
        awaitAlerted(forbidden.size());
        assertThat(alerted()).isEqualTo(forbidden.size());
        for (var service : HEAPS_OF_256_MB) {
            assertThat(Memory.mostResidentKilobytes(sandbox.child(service).pid()))
                    .as(service)
                    .isLessThan(MOST_RESIDENT_KILOBYTES);
        }
    }

    /** One fault; returns when all that the victim is there for is well again. */
    private void strike(int number) throws Exception {
        var victim = VICTIMS.get(number % VICTIMS.size());
        // Within 18 each of them has had each fault.
        var round = firstFault + number / VICTIMS.size();
        var fault = Fault.values()[(round + number) % Fault.values().length];
        pause(random.nextInt(1_500));
        var began = System.nanoTime();
        switch (fault) {
            case KILLED -> sandbox.kill(victim);
            case RESTARTED -> sandbox.restart(victim);
            case FROZEN -> {
                sandbox.freeze(victim);
                pause(1_000 + random.nextInt(4_000));
                sandbox.thaw(victim);
            }
        }
        FreshClick.awaitStored(sandbox, number);
        switch (victim) {
            case "alerts" -> awaitAlerted(sandbox.count("clicks-calculated-forbidden"));
            case "dashboard" -> awaitStreamed();
            default -> {} // is between a new click and the store
        }
        System.out.printf(
                "fault %d: %s %s; works again after %d ms%n",
                number,
                victim,
                fault,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private enum Fault {
        KILLED,
        FROZEN,
        RESTARTED
    }

    private void awaitAlerted(long clicks) {
        await().atMost(PATIENCE).until(() -> alerted() >= clicks);
    }

    /** Whoever opens the page now has a board. */
    private void awaitStreamed() {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            try (var stream = new EventStream(sandbox.address("dashboard"))) {
                await().atMost(SOON).until(() -> !stream.newest().isEmpty());
            }
            return true;
        });
    }

    /** The clicks of the one alert of its kind. */
    private long alerted() {
        return sandbox.topic("alerts").stream()
                .map(record -> Json.read(record.value(), Alert.class))
                .filter(alert -> alert.rule().equals("forbidden-path"))
                .mapToLong(Alert::count)
                .max()
                .orElse(0);
    }

    private static void pause(int millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }
}
