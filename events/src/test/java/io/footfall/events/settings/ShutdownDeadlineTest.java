package io.footfall.events.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that receive SIGTERM. */
class ShutdownDeadlineTest {
    private static final int HALTED = 1;
    private static final int ENDED_BY_SIGTERM = 143;

    private Process process;

    @AfterEach
    void destroy() {
        process.destroyForcibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hang-in-hook", "exit-and-hang", "busy-in-hook"})
    void aServiceThatCannotEndIsHalted(String behaviour) throws IOException, InterruptedException {
        start(behaviour);

        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(HALTED);
        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .contains("has not ended within 1 s", "kafka.bootstrap.servers");
    }

    @Test
    void aServiceThatEndsInTimeIsNotHalted() throws IOException, InterruptedException {
        start("end");

        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
    }

    private void start(String behaviour) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Service.class.getName(),
                        behaviour)
                .redirectErrorStream(true)
                .start();
        var started = new byte["started".length()];
        assertThat(process.getInputStream().readNBytes(started, 0, started.length))
                .isEqualTo(started.length);
    }

    /** A service with a shutdown that behaves as its argument says. */
    static final class Service {
        private Service() {}

        public static void main(String... arguments) throws InterruptedException {
            ServiceMain.logBeforeConfiguration();
            var deadline = new ShutdownDeadline(Duration.ofSeconds(1));
            deadline.startAtShutdown();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(arguments[0])));
            System.out.println("started");
            if (arguments[0].equals("exit-and-hang")) {
                deadline.start();
            }
            new CountDownLatch(1).await();
        }

        private static void shutDown(String behaviour) {
            while (behaviour.equals("busy-in-hook")) {
                Thread.onSpinWait();
            }
            if (!behaviour.equals("end")) {
                awaitForEver();
            }
        }

        private static void awaitForEver() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
