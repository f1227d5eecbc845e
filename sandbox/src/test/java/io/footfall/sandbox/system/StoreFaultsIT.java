package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.sandbox.system.FaultyStore.Fault;
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
 * The store rejects, fails, is slow and closes connections under load: every click is stored once.
 * {@code -Dfaults.store.rounds=50 -Dfaults.seed=7} for a long run.
 */
class StoreFaultsIT {
    private static final int ROUNDS = Integer.getInteger("faults.store.rounds", 1);
    private static final long SEED = Long.getLong("faults.seed", 20180113);
    private static final int SPOILT = 3;
    private static final Set<Fault> KEEPS_WITHOUT_A_WORD =
            EnumSet.of(Fault.TOO_SLOW, Fault.HALF_CLOSED, Fault.BROKEN_OFF);

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
                for (var fault : faults()) {
                    strike(sandbox, store, fault, number);
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

    private List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (var round = 0; round < ROUNDS; round++) {
            for (var fault : Fault.values()) {
                if (fault != Fault.WELL) {
                    faults.add(fault);
                }
            }
        }
        Collections.shuffle(faults, random);
        return faults;
    }

    private static void strike(RunningSandbox sandbox, FaultyStore store, Fault fault, int number) {
        var sentAgain = store.sentAgain();
        store.fault(fault);
        await().atMost(PATIENCE).until(() -> store.spoilt() >= SPOILT);
        store.fault(Fault.WELL);
        var began = System.nanoTime();
        FreshClick.awaitStored(sandbox, number);
        if (KEEPS_WITHOUT_A_WORD.contains(fault)) {
            await().atMost(PATIENCE).until(() -> store.unacknowledged() == 0);
            assertThat(store.sentAgain()).isGreaterThan(sentAgain);
        }
        System.out.printf(
                "fault %d: store %s; once it was well, a new click was stored after %d ms%n",
                number, fault, Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
}
