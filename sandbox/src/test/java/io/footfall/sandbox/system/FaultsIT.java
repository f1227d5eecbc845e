package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
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
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers and services are killed, frozen and restarted under load at random times: no acknowledged click is lost or
 * duplicated on the topics, in the store and in the alerts. {@code -Dfaults.number=200 -Dfaults.seed=7} for a long run.
 */
class FaultsIT {
    private static final int NUMBER = Integer.getInteger("faults.number", 6);
    private static final long SEED = Long.getLong("faults.seed", 20180113);
    private static final List<String> VICTIMS = List.of("kafka", "processor", "store", "ingest", "alerts", "dashboard");
    private static final String PROCESSORS = "footfall-processor";
    private static final int EACH_HAS_HAD_EACH = VICTIMS.size() * Fault.values().length;
    /** Longer than the timeouts of sessions, deliveries and writes to the store: ten seconds. */
    private static final int OUTLASTS_TIMEOUTS = 11_000;

    private static final int LONGEST_FREEZE = 14_000;

    private final Random random = new Random(SEED);
    private final int firstFault = random.nextInt(Fault.values().length);
    private RunningSandbox sandbox;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of("FOOTFALL_ALERTS_RESOLVE_TIMEOUT", "PT12H"), "--traffic=none");
    }

    @AfterEach
    void end() {
        sandbox.close();
    }

    @Test
    void noClickIsLostOrDuplicatedWhateverFailsUnderLoad() throws Exception {
        var load = new SteadyClicks(sandbox, SEED);
        try (load) {
            for (var number = 0; number < NUMBER; number++) {
                Memory.check(sandbox);
                strike(number);
            }
            load.awaitAcknowledged();
        }
        System.out.println("answers to the sender: " + load.answers());

        var checks = new CountChecks(sandbox);
        checks.check(load);
        var forbidden = checks.paths("clicks-calculated-forbidden");
        assertThat(forbidden).doesNotHaveDuplicates().isNotEmpty();
        awaitAlerted(forbidden.size());
        assertThat(alerted()).isEqualTo(forbidden.size());
        Memory.check(sandbox);
    }

    /** Injects one fault, and waits until the victim works again. */
    private void strike(int number) throws Exception {
        var victim = VICTIMS.get(number % VICTIMS.size());
        // After 18 faults, each victim has had each kind.
        var round = firstFault + number / VICTIMS.size();
        var fault = Fault.values()[(round + number) % Fault.values().length];
        pause(random.nextInt(1_500));
        // An answer of the process that is about to exit does not count.
        var process = sandbox.child(victim);
        var began = System.nanoTime();
        switch (fault) {
            case KILLED -> {
                sandbox.kill(victim);
                sandbox.successor(victim, process);
            }
            case RESTARTED -> {
                sandbox.restart(victim);
                sandbox.successor(victim, process);
            }
            case FROZEN -> {
                freezeForAWhile(number, victim);
                began = System.nanoTime();
            }
        }
        FreshClick.awaitStored(sandbox, number);
        switch (victim) {
            case "alerts" -> awaitAlerted(sandbox.count("clicks-calculated-forbidden"));
            case "dashboard" -> awaitStreamed();
            default -> {} // checked by the new click that is stored
        }
        System.out.printf(
                "fault %d: %s %s; works again after %d ms%n",
                number,
                victim,
                fault,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private enum Fault {
        FROZEN,
        KILLED,
        RESTARTED
    }

    /** The first freeze of each victim is longer than the timeouts, later ones may be. */
    private void freezeForAWhile(int number, String victim) throws Exception {
        var millis = random.nextInt(number < EACH_HAS_HAD_EACH ? OUTLASTS_TIMEOUTS : 1_000, LONGEST_FREEZE);
        sandbox.freeze(victim);
        pause(millis);
        assertThat(sandbox.isFrozen(victim)).isTrue();
        if (victim.equals("processor") && millis >= OUTLASTS_TIMEOUTS) {
            awaitExpelled();
        }
        sandbox.thaw(victim);
        System.out.printf("fault %d: %s was frozen for %d ms%n", number, victim, millis);
    }

    /** Kafka has reassigned its partitions: it must not write what it had in memory. */
    private void awaitExpelled() {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", sandbox.bootstrapServers()))) {
            await().atMost(PATIENCE).until(() -> admin.describeConsumerGroups(List.of(PROCESSORS))
                    .describedGroups()
                    .get(PROCESSORS)
                    .get()
                    .members()
                    .isEmpty());
        }
    }

    private void awaitAlerted(long clicks) {
        await().atMost(PATIENCE).until(() -> alerted() >= clicks);
    }

    /** A page that is opened now shows data. */
    private void awaitStreamed() {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            try (var stream = new SseStream(sandbox.address("dashboard"))) {
                return stream.begins();
            }
        });
    }

    /** Clicks in the only alert of this kind. */
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
