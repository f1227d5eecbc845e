package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import io.footfall.sandbox.FreePorts;
import io.footfall.sandbox.RunningSandbox;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The alerts service and its receivers when one of them fails. {@code -Dalerts.hang=PT1H} lets a receiver hang for an
 * hour.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiversIT {
    private static final Duration HANGING = Duration.parse(System.getProperty("alerts.hang", "PT10S"));
    private static final Pattern PAGE = Pattern.compile("/page(\\d+)x");

    private Path directory;
    private RunningSandbox sandbox;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        sandbox = RunningSandbox.ready(
                directory.resolve("data"), Map.of(), "--traffic=none", "--without=ingest,processor,alerts,dashboard");
    }

    @AfterAll
    void end() {
        sandbox.close();
    }

    @Test
    void oneOfTwoReplicasNotifiesAndTheOtherTakesOverWhenItIsKilled() throws Exception {
        try (var receiver = new WebhookReceiver();
                var one = new Alerts("pair", "one", webhook("GOOD", receiver));
                var other = new Alerts("pair", "other", webhook("GOOD", receiver))) {
            await().atMost(PATIENCE).until(() -> one.isWorking() != other.isWorking());
            await().atMost(PATIENCE).until(() -> one.says("Standing by") || other.says("Standing by"));
            send("pair", pages(0, 20));
            await().atMost(PATIENCE).until(() -> notified(receiver).size() == 20);

            var working = one.isWorking() ? one : other;
            assertThat(working.log().split("sending notifications\n", -1))
                    .as("begun once")
                    .hasSize(2);
            working.process.kill();
            send("pair", pages(20, 40));

            await().atMost(PATIENCE).until(() -> notified(receiver).size() == 40);
            // A replica killed after a post but before its record leaves the post to the other, which repeats it with
            // the same id.
            assertThat(notified(receiver).values())
                    .allMatch(posts -> posts.stream()
                                    .map(WebhookReceiver.Post::id)
                                    .distinct()
                                    .count()
                            == 1);
        }
    }

    @Test
    void aDryRunEvaluatesRulesAndWritesAlertsAndNotifiesNobody() throws Exception {
        try (var receiver = new WebhookReceiver()) {
            var environment = new HashMap<>(webhook("GOOD", receiver));
            environment.put("FOOTFALL_ALERTS_NOTIFY", "false");
            try (var alerts = new Alerts("dry", "dry", environment)) {
                send("dry", pages(0, 1));

                await().atMost(PATIENCE)
                        .until(() -> alerts.says("Not sent, no receiver matches: WARNING: A management page"));
                assertThat(sandbox.topic("alerts-dry"))
                        .extracting(record -> new String(record.value(), UTF_8))
                        .singleElement()
                        .asString()
                        .contains("\"FIRING\"", "/page0x");
                assertThat(receiver.posts()).isEmpty();
                assertThat(sandbox.topic("alerts-notices-dry")).isEmpty();
            }
        }
    }

    @Test
    void mailIsSentOverTlsWithAPasswordAndResumesAfterTheServerHung() throws Exception {
        var port = FreePorts.take(1).get(0);
        var certificates = SelfSigned.in(directory);
        var environment = new HashMap<>(Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail",
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "oncall@example.org",
                "FOOTFALL_ALERTS_DELIVERY_ATTEMPT_TIMEOUT", "PT1S",
                "FOOTFALL_ALERTS_DELIVERY_BACKOFF", "PT0.1S,".repeat(200) + "PT0.1S",
                "SMTP_HOST", "localhost",
                "SMTP_PORT", Integer.toString(port),
                "SMTP_TLS", "true",
                "SMTP_USERNAME", "footfall",
                "SMTP_PASSWORD", "a password"));
        environment.put("QUARKUS_TLS_TRUST_STORE_P12_PATH", certificates.path().toString());
        environment.put("QUARKUS_TLS_TRUST_STORE_P12_PASSWORD", certificates.password());
        try (var alerts = new Alerts("mail", "mail", environment)) {
            try (var hanging = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
                hanging.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
                send("mail", pages(0, 20));
                // More than any connection pool allows.
                for (var connections = 0; connections < 15; connections++) {
                    var unused = hanging.accept();
                }
            }
            try (var server = certificates.mailServer(port)) {
                server.mail().setUser("oncall@example.org", "footfall", "a password");

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(pagesIn(server.mail()))
                        .containsExactlyInAnyOrderElementsOf(pages(0, 20)));
                await().atMost(PATIENCE).until(() -> alerts.waiting("oncall") == 0);
            }
            assertThat(sandbox.topic("alerts-undelivered-mail")).isEmpty();
            assertThat(alerts.log()).doesNotContain("a password");
        }
    }

    @Test
    void aPasswordIsNotSentToAServerWithoutTls() throws Exception {
        var port = FreePorts.take(1).get(0);
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("oncall@example.org", "footfall", "a password");
        server.start();
        var environment = Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail",
                "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "oncall@example.org",
                "FOOTFALL_ALERTS_DELIVERY_BACKOFF", "PT0.1S,PT0.1S",
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(port),
                "SMTP_USERNAME", "footfall",
                "SMTP_PASSWORD", "a password");
        try (var alerts = new Alerts("plain", "plain", environment)) {
            send("plain", pages(0, 1));

            await().atMost(PATIENCE).until(() -> sandbox.count("alerts-undelivered-plain") > 0);
            assertThat(new String(
                            sandbox.topic("alerts-undelivered-plain").get(0).value(), UTF_8))
                    .contains("STARTTLS")
                    .doesNotContain("a password");
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(alerts.log()).doesNotContain("a password");
        } finally {
            server.stop();
        }
    }

    @Test
    void aReceiverThatHangsDelaysNoOtherReceiver() throws Exception {
        var released = new CompletableFuture<Boolean>();
        try (var good = new WebhookReceiver();
                var hanging = new WebhookReceiver(exchange -> released.join())) {
            var receivers = new HashMap<>(webhook("GOOD", good));
            receivers.putAll(webhook("HANGING", hanging));
            try (var alerts = new Alerts("hang", "hang", receivers)) {
                await().atMost(PATIENCE).until(alerts::isWorking);
                var sent = new ArrayList<Long>();
                var end = System.nanoTime() + HANGING.toNanos();
                var early = 0L;
                while (System.nanoTime() < end) {
                    sent.add(System.nanoTime());
                    send("hang", List.of("/page" + (sent.size() - 1) + "x"));
                    var pace = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
                    CompletableFuture.runAsync(() -> {}, pace).join();
                    early = sent.size() == 100 ? Memory.residentKilobytes(alerts.process.pid()) : early;
                }
                await().atMost(PATIENCE).until(() -> notified(good).size() == sent.size());
                var delays = new ArrayList<Duration>();
                notified(good)
                        .forEach((page, posts) ->
                                delays.add(Duration.ofNanos(posts.get(0).at() - sent.get(page))));
                delays.sort(null);
                System.out.printf(
                        "beside a receiver that hung for %s: %d alerts, click to the other p50 %s, p99 %s, max %s;"
                                + " RSS after 100 alerts %d kB, at the end %d kB; %d notices wait, %d given up%n",
                        HANGING,
                        delays.size(),
                        delays.get(delays.size() / 2),
                        delays.get(delays.size() * 99 / 100),
                        delays.get(delays.size() - 1),
                        early,
                        Memory.residentKilobytes(alerts.process.pid()),
                        alerts.waiting("hanging"),
                        sandbox.count("alerts-undelivered-hang"));
                assertThat(alerts.waiting("hanging")).isBetween(1, 1_000 + 4);
                Memory.check(alerts.process);
                // The receiver has the post before the service has the response.
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(alerts.waiting("good")).isZero());
            } finally {
                released.complete(false);
            }
        }
    }

    @Test
    void aReceiverThatWasDownGetsAllNotificationsItMissed() throws Exception {
        var port = FreePorts.take(1).get(0);
        var environment = new HashMap<>(webhook("DOWN", WebhookReceiver.url(port)));
        environment.put("FOOTFALL_ALERTS_DELIVERY_BACKOFF", "PT0.5S,".repeat(100) + "PT0.5S");
        try (var alerts = new Alerts("down", "down", environment)) {
            send("down", pages(0, 20));
            // There is no answer before it has started.
            await().atMost(PATIENCE)
                    .ignoreException(ConnectException.class)
                    .until(() -> alerts.attempts("down", "unreachable") >= 10);
            send("down", pages(20, 40));

            try (var receiver = WebhookReceiver.at(port)) {
                await().atMost(PATIENCE).until(() -> notified(receiver).size() == 40);
                await().atMost(PATIENCE).until(() -> alerts.waiting("down") == 0);
                assertThat(receiver.posts())
                        .extracting(WebhookReceiver.Post::id)
                        .doesNotHaveDuplicates();
                assertThat(notified(receiver).values()).allMatch(posts -> posts.size() == 1);
            }
            assertThat(sandbox.topic("alerts-undelivered-down")).isEmpty();
            Memory.check(alerts.process);
        }
    }

    /** Forbidden pages that the received mails name. */
    private static Set<String> pagesIn(GreenMail server) {
        return Stream.of(server.getReceivedMessages())
                .flatMap(mail -> PAGE.matcher(GreenMailUtil.getBody(mail)).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    private void makeTopics(String version) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", sandbox.bootstrapServers()))) {
            TopicSetup.createMissing(admin, new Topics(version).all(2));
        }
    }

    private void send(String version, List<String> pages) throws Exception {
        ForbiddenClicks.send(sandbox, "clicks-calculated-forbidden-" + version, pages);
    }

    private static List<String> pages(int from, int to) {
        var pages = new ArrayList<String>();
        for (var page = from; page < to; page++) {
            pages.add("/page" + page + "x");
        }
        return pages;
    }

    private static Map<String, String> webhook(String name, WebhookReceiver receiver) {
        return webhook(name, receiver.url());
    }

    private static Map<String, String> webhook(String name, String url) {
        return Map.of(
                "FOOTFALL_ALERTS_RECEIVERS_" + name + "_TYPE",
                "webhook",
                "FOOTFALL_ALERTS_RECEIVERS_" + name + "_URL",
                url);
    }

    /** Posts of firing alerts, by page. */
    private static Map<Integer, List<WebhookReceiver.Post>> notified(WebhookReceiver receiver) {
        var posts = new TreeMap<Integer, List<WebhookReceiver.Post>>();
        for (var post : List.copyOf(receiver.posts())) {
            if (post.body().contains("\"alert.firing\"")) {
                PAGE.matcher(post.body())
                        .results()
                        .map(found -> Integer.valueOf(found.group(1)))
                        .distinct()
                        .forEach(page -> posts.computeIfAbsent(page, first -> new ArrayList<>())
                                .add(post));
            }
        }
        return posts;
    }

    /** The alerts service. It has a serving version of its own, so that tests do not receive each other's alerts. */
    private final class Alerts implements AutoCloseable {
        private final ServiceProcess process;
        private final Path log;

        Alerts(String version, String name, Map<String, String> environment) throws Exception {
            var all = new HashMap<>(Map.of(
                    "FOOTFALL_ACCESS", "permit",
                    "FOOTFALL_SERVING_VERSION", version,
                    "FOOTFALL_ALERTS_GROUP_WAIT", "PT0.1S",
                    "FOOTFALL_ALERTS_RULES_FORBIDDEN_PATH_PATHS", "1000000",
                    "FOOTFALL_ALERTS_RULES_FORBIDDEN_PATH_CLICKS", "1000000"));
            all.putAll(environment);
            log = directory.resolve(name + ".log");
            makeTopics(version);
            process = ServiceProcess.start("alerts", sandbox, FreePorts.take(1).get(0), all, log);
        }

        boolean isWorking() throws IOException {
            return process.isAlive() && says("sending notifications\n");
        }

        boolean says(String text) throws IOException {
            return log().contains(text);
        }

        String log() throws IOException {
            return Files.exists(log) ? Files.readString(log) : "";
        }

        /** Notifications that wait for a receiver, from its metric. */
        int waiting(String receiver) throws IOException, InterruptedException {
            var line = Pattern.compile("(?m)^footfall_alerts_waiting\\{receiver=\"" + receiver + "\".*} (\\S+)$")
                    .matcher(process.metrics());
            assertThat(line.find()).isTrue();
            return (int) Double.parseDouble(line.group(1));
        }

        /** Attempts for a receiver with this outcome, from its metric. */
        int attempts(String receiver, String outcome) throws IOException, InterruptedException {
            return Pattern.compile("(?m)^footfall_alerts_attempts_total\\{(?=.*outcome=\"" + outcome
                            + "\")(?=.*receiver=\"" + receiver + "\").*} (\\S+)$")
                    .matcher(process.metrics())
                    .results()
                    .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
                    .sum();
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
