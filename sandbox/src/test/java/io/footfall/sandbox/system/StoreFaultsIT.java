package io.footfall.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.system.FaultyStore.Mood;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store refuses, fails, is slow and breaks off while clicks come in: each click is stored once.
 * {@code -Dfaults.store.rounds=50 -Dfaults.seed=7} for a long soak.
 */
class StoreFaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.store.rounds", 1);
    private static final long SEED = Long.getLong("faults.seed", 20180113);
    private static final int SPOILT = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Set<Mood> KEEPS_WITHOUT_A_WORD = EnumSet.of(Mood.TOO_SLOW, Mood.HALF_CLOSED, Mood.BROKEN_OFF);

    private final Random random = new Random(SEED);

    @Test
    void everyClickIsStoredOnceWhateverTheStoreAnswers(@TempDir Path directory) throws Exception {
        try (var sandbox = RunningSandbox.ready(
                        directory.resolve("data"), Map.of(), "--traffic=none", "--without=processor,alerts,dashboard");
                var store = new FaultyStore(sandbox.address("store"));
                var processor = ServiceProcess.start(
                        "processor",
                        sandbox,
                        FreePorts.take(1).get(0),
                        Map.of("INFLUXDB_URL", store.address().toString()),
                        directory.resolve("processor.log"))) {
            FreshClick.awaitStored(sandbox, 0);
            var load = new SteadyClicks(sandbox, SEED);
            try (load) {
                var number = 1;
                for (var mood : moods()) {
                    strike(sandbox, store, mood, number);
                    number++;
                }
                load.awaitAcknowledged();
            }
            new CountChecks(sandbox).check(load);
            assertThat(processor.isAlive()).isTrue();
            Memory.check(processor);
            Memory.check(sandbox);
        }
    }

    private List<Mood> moods() {
        var moods = new ArrayList<Mood>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var mood : Mood.values()) {
                if (mood != Mood.WELL) {
                    moods.add(mood);
                }
            }
        }
        Collections.shuffle(moods, random);
        return moods;
    }

    private static void strike(RunningSandbox sandbox, FaultyStore store, Mood mood, int number) {
        var sentAgain = store.sentAgain();
        store.mood(mood);
        await().atMost(PATIENCE).until(() -> store.spoilt() >= SPOILT);
        store.mood(Mood.WELL);
        var began = System.nanoTime();
        FreshClick.awaitStored(sandbox, number);
        if (KEEPS_WITHOUT_A_WORD.contains(mood)) {
            await().atMost(PATIENCE).until(() -> store.untold() == 0);
            assertThat(store.sentAgain()).isGreaterThan(sentAgain);
        }
        System.out.printf(
                "fault %d: store %s; once it was well, a new click was stored after %d ms%n",
                number, mood, Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
}
