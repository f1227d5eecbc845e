package io.footfall.events.settings;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, which resolve names with a hosts file of their own. */
@Timeout(120)
class BrokerNamesTest {
    private static final String SERVERS = "kafka-0.broker.test:9092,SASL_SSL://kafka-1.broker.test:9092";
    /** Shorter than Java keeps that a name has no address by default. */
    private static final Duration SOON = Duration.ofSeconds(8);

    @TempDir
    private Path directory;

    private Path hosts;
    private Process process;
    private BufferedReader output;

    @BeforeEach
    void prepareHosts() throws IOException {
        hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
    }

    @AfterEach
    void destroy() {
        process.destroyForcibly();
    }

    @Test
    void waitsWithOneLineUntilTheNameOfOneBrokerResolves() throws IOException, InterruptedException {
        start(Waiting.class);
        var waiting = output.readLine();

        replaceHosts("127.0.0.1 localhost\n127.0.0.2 kafka-1.broker.test\n");
        var begin = System.nanoTime();
        var rest = output.lines().toList();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        assertThat(waiting).contains("WARN", "kafka-0.broker.test:9092", "kafka.bootstrap.servers");
        assertThat(rest).containsExactly("done");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void doesNotWaitForAnAddress() throws IOException, InterruptedException {
        start(Waiting.class, "[::1]:9092");

        assertThat(output.lines()).containsExactly("done");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void leavesASettingWithoutAnyNameToKafka() throws IOException, InterruptedException {
        start(Waiting.class, "kafka");

        assertThat(output.lines()).containsExactly("done");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aProcessThatIsStoppedWaitsNoLonger() throws IOException, InterruptedException {
        start(Waiting.class);
        output.readLine();

        process.toHandle().destroy();

        assertThat(output.lines()).anyMatch(line -> line.contains("has been stopped while it waited for Kafka at"));
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aNewAddressOfAKnownNameIsUsedSoon() throws IOException {
        Files.writeString(hosts, "127.0.0.2 kafka-0.broker.test\n");
        start(Following.class);
        assertThat(output.readLine()).isEqualTo("127.0.0.2");

        replaceHosts("127.0.0.3 kafka-0.broker.test\n");
        var begin = System.nanoTime();

        assertThat(output.readLine()).isEqualTo("127.0.0.3");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    /** The process never reads half a file. */
    private void replaceHosts(String lines) throws IOException {
        var next = Files.writeString(directory.resolve("next"), lines);
        Files.move(next, hosts, StandardCopyOption.ATOMIC_MOVE);
    }

    private void start(Class<?> program, String... servers) throws IOException {
        var command = Stream.of(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName()),
                List.of(servers));
        process = new ProcessBuilder(command.flatMap(List::stream).toList())
                .redirectErrorStream(true)
                .start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    /** Waits for the names of its arguments as a service does. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String... arguments) throws InterruptedException {
            AddressCache.limit();
            ServiceMain.logBeforeConfiguration();
            ShutdownDeadline.ofService().startAtShutdown();
            var main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> join(main)));
            new BrokerNames(arguments.length == 0 ? SERVERS : arguments[0]).await();
            System.out.println("done");
            // A service goes on; its hook must not wait for it.
            Runtime.getRuntime().halt(0);
        }

        /** As Quarkus does while a service is starting. */
        private static void join(Thread main) {
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Prints each address of a name. */
    static final class Following {
        private Following() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            AddressCache.limit();
            var last = "";
            while (true) {
                var address = InetAddress.getAllByName("kafka-0.broker.test")[0].getHostAddress();
                if (!address.equals(last)) {
                    System.out.println(address);
                    last = address;
                }
                Thread.sleep(50);
            }
        }
    }
}
