package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;

import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** Another processor replica, with the servers of a sandbox. */
final class Replica implements AutoCloseable {
    private static final Pattern READ =
            Pattern.compile("(?m)^footfall_processor_clicks_read\\{.*partition=\"\\d+\".*} (\\S+)$");

    private static final Pattern TASKS = Pattern.compile("(?m)^kafka_stream_thread_task_created_total\\{.*} (?!0\\.0)");

    private final ServiceProcess process;
    private final Path log;

    private Replica(ServiceProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    static Replica start(RunningSandbox sandbox, String version, String idle, Path logs) throws IOException {
        var port = FreePorts.take(1).get(0);
        var environment = Map.of(
                "INFLUXDB_URL",
                sandbox.address("store").toString(),
                "FOOTFALL_SERVING_VERSION",
                version,
                "FOOTFALL_PROCESSOR_IDLE_TIMEOUT",
                idle,
                "FOOTFALL_PROCESSOR_MAX_BEHIND",
                "P36500D",
                // Says which tasks were assigned and why, which is needed if the test fails.
                "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA_STREAMS__LEVEL",
                "INFO",
                "QUARKUS_LOG_CATEGORY__ORG_APACHE_KAFKA_CLIENTS_CONSUMER__LEVEL",
                "INFO");
        var log = logs.resolve("processor-" + version + "-" + port + ".log");
        return new Replica(ServiceProcess.start("processor", sandbox, port, environment, log), log);
    }

    /** Waits until it has tasks: to read clicks or to merge partial totals. */
    void awaitTasks() throws IOException {
        await("tasks", () -> TASKS.matcher(metrics()).find());
    }

    /** Waits until it has partitions with clicks. */
    void awaitClicks() throws IOException {
        await("partitions with clicks", () -> clicks() > 0);
    }

    private void await(String what, Callable<Boolean> condition) throws IOException {
        try {
            Awaitility.await(what)
                    .atMost(PATIENCE)
                    .failFast("it has ended", () -> !process.isAlive())
                    .until(condition);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw new AssertionError("a processor did not start to work:\n" + Files.readString(log), e);
        }
    }

    /** Clicks read from its partitions since the first offset, by any replica. */
    long clicks() throws InterruptedException {
        return READ.matcher(metrics())
                .results()
                .mapToLong(read -> (long) Double.parseDouble(read.group(1)))
                .sum();
    }

    /** Empty while it does not answer. */
    private String metrics() throws InterruptedException {
        try {
            return process.metrics();
        } catch (IOException notYet) {
            return "";
        }
    }

    /** Kills the process with SIGKILL. */
    void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
