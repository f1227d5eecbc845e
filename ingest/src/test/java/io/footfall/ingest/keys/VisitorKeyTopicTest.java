package io.footfall.ingest.keys;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.footfall.broker.LocalBroker;
import io.footfall.events.topics.Topic;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The topic of a real broker, which looks for old segments all the time. */
class VisitorKeyTopicTest {
    private static final String SECRET = "a secret of the site";
    private static final int REPLICAS = 4;
    private static final Topic DEFINITION = new Topics("").visitorKeysTopic();

    private static LocalBroker broker;

    @BeforeAll
    static void startBroker() throws Exception {
        var impatient = Map.of(
                "log.initial.task.delay.ms", "200",
                "log.retention.check.interval.ms", "200",
                "log.segment.delete.delay.ms", "0");
        broker = new LocalBroker(impatient, new Topics("").all(2));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void replicasThatStartAtTheSameTimeUseTheSameKey() throws Exception {
        var barrier = new CyclicBarrier(REPLICAS);
        var threads = Executors.newFixedThreadPool(REPLICAS);
        try {
            var hashes = new ArrayList<Future<List<Byte>>>();
            for (int replica = 0; replica < REPLICAS; replica++) {
                hashes.add(threads.submit(() -> {
                    barrier.await();
                    return hashOfToday();
                }));
            }
            var expected = hashOfToday();
            for (var hash : hashes) {
                assertThat(hash.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Of a replica that has just started. */
    private static List<Byte> hashOfToday() throws InterruptedException {
        var topic = topic(DEFINITION);
        try {
            var keys = new DayKeys(topic, new KeySeal(SECRET), Clock.systemUTC());
            keys.refresh();
            var hash = keys.mac(LocalDate.now(ZoneOffset.UTC).toEpochDay())
                    .orElseThrow()
                    .doFinal(new byte[] {1});
            var bytes = new ArrayList<Byte>();
            for (var one : hash) {
                bytes.add(one);
            }
            return bytes;
        } finally {
            topic.close();
        }
    }

    @Test
    void theKeysOfPastDaysAreDeletedFromTheDiskAndThoseOfTodayAndTomorrowAreKept() throws Exception {
        var definition = new Topic("keys-of-past-days", 1, DEFINITION.settings());
        create(definition);
        var topic = topic(definition);
        var now = Clock.systemUTC();
        var threeDaysAgo = Clock.offset(now, Duration.ofDays(-3));
        var old = new KeySeal(SECRET).seal(LocalDate.now(threeDaysAgo).toString(), new byte[32]);
        topic.add(old);
        topic.add(new SealedKey(LocalDate.now(threeDaysAgo).plusDays(1).toString(), old.bytes()));
        new DayKeys(topic, new KeySeal(SECRET), now).refresh();
        var today = LocalDate.now(now);

        await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> assertThat(topic.read())
                .extracting(SealedKey::day)
                .contains(today.toString(), today.plusDays(1).toString())
                .doesNotContain(old.day(), today.minusDays(2).toString()));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(segments()).isNotEmpty().noneMatch(segment -> contains(segment, old.bytes())));
        topic.close();
    }

    @Test
    void aTopicWithSeveralPartitionsIsRefused() {
        var topic = topic(new Topics("").clicksTopic(2));

        assertThatThrownBy(topic::read)
                .hasMessage("topic clicks has 2 partitions, but must have one, because the first key counts");
        topic.close();
    }

    @Test
    void settingsThatKeepKeysForLongerAreNamed() throws Exception {
        create(new Topic("long-lived-keys", 1, Map.of("retention.ms", "604800000", "cleanup.policy", "compact")));
        var wrong =
                topic(new Topic("long-lived-keys", 1, DEFINITION.settings())).wrongSettings();

        assertThat(wrong)
                .contains(
                        "retention.ms=604800000, but should have 93600000",
                        "cleanup.policy=compact, but should have delete");
        assertThat(topic(DEFINITION).wrongSettings()).isEmpty();
    }

    private static VisitorKeyTopic topic(Topic definition) {
        return new VisitorKeyTopic(Map.of("bootstrap.servers", broker.address()), definition, PATIENCE);
    }

    private static void create(Topic definition) throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()))) {
            TopicSetup.createMissing(admin, List.of(definition));
        }
    }

    private static List<byte[]> segments() throws IOException {
        try (var files = Files.walk(broker.directory())) {
            return files.filter(
                            file -> file.getParent().getFileName().toString().startsWith("keys-of-past-days-"))
                    .filter(file -> file.toString().contains(".log"))
                    .map(VisitorKeyTopicTest::bytes)
                    .toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(byte[] file, byte[] key) {
        for (int at = 0; at <= file.length - key.length; at++) {
            if (Arrays.equals(file, at, at + key.length, key, 0, key.length)) {
                return true;
            }
        }
        return false;
    }
}
