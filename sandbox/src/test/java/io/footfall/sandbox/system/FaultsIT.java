package io.footfall.sandbox.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Accounting;
import io.footfall.events.Alert;
import io.footfall.events.Json;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
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
    private static final List<String> VICTIMS = List.of("kafka", "processor", "store", "ingest", "alerts", "dashboard");
    private static final List<String> HEAPS_OF_256_MB = List.of("processor", "ingest", "alerts", "dashboard");
    private static final long MOST_RESIDENT_KILOBYTES = 600_000;
    private static final Pattern PATH = Pattern.compile("/steady/\\d+|/probe/\\d+");
    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private final Random random = new Random(SEED);
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

        awaitBalance();
        var log = paths("clicks");
        assertThat(log).doesNotHaveDuplicates().containsAll(load.acknowledged());
        assertBooks();
        var cleaned = paths("clicks-cleaned");
        assertThat(cleaned).doesNotHaveDuplicates();
        assertThat(stored("count()")).isEqualTo(cleaned.size());
        assertThat(stored("count_distinct(article)")).isEqualTo(cleaned.size());
        var forbidden = paths("clicks-calculated-forbidden");
        assertThat(forbidden).doesNotHaveDuplicates().isNotEmpty();
        await().atMost(PATIENCE).until(() -> alerted() >= forbidden.size());
        assertThat(alerted()).isEqualTo(forbidden.size());
        for (var service : HEAPS_OF_256_MB) {
            assertThat(residentKilobytes(service)).as(service).isLessThan(MOST_RESIDENT_KILOBYTES);
        }
    }

    /** One fault; returns when clicks sent after it are in the store, which means that all in between is well again. */
    private void strike(int number) throws Exception {
        var victim = VICTIMS.get(number % VICTIMS.size());
        var fault = Fault.values()[random.nextInt(Fault.values().length)];
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
        awaitProbe("/probe/" + number);
        System.out.printf(
                "fault %d: %s %s; a new click was stored after %d ms%n",
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

    private void awaitProbe(String path) {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.post("/clicks", LiveClicks.opening(path)).statusCode() == 200);
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> sandbox.rows("SELECT count() FROM clicks WHERE article LIKE '%" + path + "'")
                                .get(0)
                                .get(0)
                                .asLong()
                        > 0);
    }

    private void awaitBalance() {
        await().atMost(PATIENCE).until(() -> {
            var accounts = Totals.accounts(sandbox, "clicks-calculated-traffic");
            return sum(accounts, Accounting.Partition::read) == sandbox.count("clicks")
                    && sum(accounts, Accounting.Partition::inFlight) == 0;
        });
    }

    private void assertBooks() {
        var accounts = Totals.accounts(sandbox, "clicks-calculated-traffic");
        assertThat(sum(accounts, Accounting.Partition::cleaned)).isEqualTo(sandbox.count("clicks-cleaned"));
        assertThat(sum(accounts, Accounting.Partition::stored)).isEqualTo(sandbox.count("clicks-cleaned"));
        assertThat(sum(accounts, Accounting.Partition::outOfMarket)).isEqualTo(sandbox.count("clicks-out-of-market"));
        assertThat(sum(accounts, account -> account.rejected().values().stream()
                        .mapToLong(Long::longValue)
                        .sum()))
                .isEqualTo(sandbox.count("clicks-rejected"));
        assertThat(accounts).allSatisfy(account -> assertThat(account.rejected().keySet())
                .isSubsetOf("in_future", "missing_field:visitor_platform"));
        assertThat(sum(
                        accounts,
                        account -> account.read()
                                - account.cleaned()
                                - account.outOfMarket()
                                - account.rejected().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()))
                .isZero();
    }

    private static long sum(List<Accounting.Partition> accounts, ToLongFunction<Accounting.Partition> what) {
        return accounts.stream().mapToLong(what).sum();
    }

    private List<String> paths(String topic) {
        var paths = new ArrayList<String>();
        sandbox.topic(topic).forEach(record -> {
            var path = PATH.matcher(new String(record.value(), UTF_8));
            assertThat(path.find()).isTrue();
            paths.add(path.group());
        });
        return paths;
    }

    private long stored(String what) throws IOException, InterruptedException {
        JsonNode rows = sandbox.rows("SELECT " + what + " FROM clicks");
        return rows.get(0).get(0).asLong();
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

    private long residentKilobytes(String service) throws IOException {
        var status = Files.readString(
                Path.of("/proc", Long.toString(sandbox.child(service).pid()), "status"));
        var resident = RESIDENT.matcher(status);
        assertThat(resident.find()).isTrue();
        return Long.parseLong(resident.group(1));
    }

    private static void pause(int millis) {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
                .join();
    }
}
