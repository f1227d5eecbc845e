package io.footfall.alerts.leader;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.alerts.notify.Delivery;
import io.footfall.alerts.notify.Notification;
import io.footfall.alerts.notify.Notification.Kind;
import io.footfall.broker.LocalBroker;
import io.footfall.events.Alert;
import io.footfall.events.Alert.Status;
import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Headers;
import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;
import io.footfall.events.topics.ConsumerGroups;
import io.footfall.events.topics.TopicReader;
import io.footfall.events.topics.TopicSetup;
import io.footfall.events.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas with a real broker: one that is isolated from it, and one whose offsets Kafka has deleted. */
class ReplicasTest {
    private static final Duration RESOLVE_TIMEOUT = Duration.ofMinutes(5);

    private static LocalBroker broker;
    private static Admin admin;
    private static KafkaProducer<String, byte[]> producer;
    private static int tests;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final List<RunningReplica> replicas = new ArrayList<>();
    private Topics topics;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = new LocalBroker();
        var address = Map.<String, Object>of("bootstrap.servers", broker.address());
        admin = Admin.create(address);
        producer = new KafkaProducer<>(address, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() {
        producer.close();
        admin.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() throws Exception {
        topics = new Topics("test" + tests++);
        TopicSetup.createMissing(admin, topics.all(2));
    }

    @AfterEach
    void stopReplicas() {
        broker.network().heal();
        replicas.forEach(RunningReplica::close);
    }

    @Test
    void anIsolatedActiveReplicaWritesNothingWhenTheNetworkHeals() throws Exception {
        var isolated = active(broker.network().address());
        probe("/admin");
        await().atMost(PATIENCE)
                .until(() -> deliveries().anyMatch(delivery -> delivery.status() == Delivery.Status.DELIVERED));

        broker.network().cut();
        isolated.advance(RESOLVE_TIMEOUT.plusSeconds(1));
        var next = active(broker.address());
        probe("/admin");
        await().atMost(PATIENCE).until(() -> alert("/admin").count() == 2);
        broker.network().heal();
        await().atMost(PATIENCE).until(isolated::hasExited);
        probe("/admin");
        await().atMost(PATIENCE).until(() -> alert("/admin").count() == 3);

        assertThat(written()).extracting(Alert::status).containsOnly(Status.FIRING);
        assertThat(sent(isolated)).containsExactly(Kind.FIRING);
        assertThat(sent(next)).isEmpty();
    }

    @Test
    void anIsolatedActiveReplicaDoesNotRepeatAttempts() throws Exception {
        var isolated = active(broker.network().address());
        isolated.notifier().fail();
        probe("/admin");
        await().atMost(PATIENCE).until(() -> deliveries().anyMatch(delivery -> delivery.tries() == 1));

        broker.network().cut();
        isolated.advance(Duration.ofMinutes(1));
        var next = active(broker.address());
        next.advance(Duration.ofMinutes(1));
        await().atMost(PATIENCE).until(() -> sent(next).equals(List.of(Kind.FIRING)));
        broker.network().heal();
        await().atMost(PATIENCE).until(isolated::hasExited);

        assertThat(sent(isolated)).containsExactly(Kind.FIRING);
        assertThat(next.notifier().sent())
                .extracting(Notification::id)
                .containsExactly(isolated.notifier().sent().get(0).id());
    }

    @Test
    void anOutageOfKafkaIsNoSilence() throws Exception {
        var replica = active(broker.network().address());
        for (var second = 0; second < 120; second++) {
            pageViews(now.plusSeconds(second));
        }
        awaitProcessed();

        broker.network().cut();
        for (var minute = 2; minute <= 15; minute++) {
            pageViews(now.plus(Duration.ofMinutes(minute)));
        }
        replica.advance(Duration.ofMinutes(15));
        // Longer than the session timeout, so that the replica leaves the group and becomes active again.
        await().atMost(PATIENCE).until(() -> members() == 0);
        broker.network().heal();
        awaitProcessed();

        assertThat(written()).isEmpty();
        for (var second = 0; second < 120; second++) {
            pageViews(now.plus(Duration.ofMinutes(16)).plusSeconds(second));
        }
        awaitProcessed();
        replica.advance(Duration.ofMinutes(60));
        await().atMost(PATIENCE)
                .until(() -> written().stream().anyMatch(alert -> alert.rule().equals("silence")));
    }

    @Test
    void aGroupWithoutOffsetsBeginsBehindTheClicksThatAlertsHaveCounted() throws Exception {
        var first = active(broker.address());
        probe("/admin");
        probe("/wp-login.php");
        await().atMost(PATIENCE)
                .until(() -> written().size() == 2 && sent(first).size() > 0);
        awaitProcessed();
        stop(first);
        probe("/while-it-was-away");
        deleteOffsets();

        var later = active(broker.address(), Duration.ofDays(8));
        await().atMost(PATIENCE).until(() -> sent(later).contains(Kind.FIRING));
        awaitProcessed();

        assertThat(later.notifier().sent().stream()
                        .filter(notification -> notification.kind() == Kind.FIRING)
                        .flatMap(notification -> notification.alerts().stream()))
                .singleElement()
                .satisfies(alert -> assertThat(alert.summary()).contains("/while-it-was-away"));
        assertThat(alert("/admin").count()).isEqualTo(1);
    }

    @Test
    void aGroupWithoutOffsetsAndAlertsDoesNotAlertOldIntruders() throws Exception {
        probe("/admin");
        probe("/wp-login.php");

        var replica = active(broker.address(), Duration.ofDays(8));
        probe("/new");
        await().atMost(PATIENCE).until(() -> !sent(replica).isEmpty());
        awaitProcessed();

        assertThat(written()).singleElement().satisfies(alert -> assertThat(alert.summary())
                .contains("/new"));
    }

    @Test
    void aPartitionWithoutRecordsHasAnOffsetFromTheFirstStartOn() throws Exception {
        stop(active(broker.address()));
        probe("/while-it-was-away");

        var later = active(broker.address(), Duration.ofDays(8));

        await().atMost(PATIENCE).until(() -> !sent(later).isEmpty());
    }

    private RunningReplica active(String address) {
        return active(address, Duration.ZERO);
    }

    private RunningReplica active(String address, Duration ahead) {
        var replica = new RunningReplica(address, topics, ahead);
        replicas.add(replica);
        await().atMost(PATIENCE).until(replica::isActive);
        return replica;
    }

    private void stop(RunningReplica replica) {
        replica.close();
        replicas.remove(replica);
    }

    private static List<Kind> sent(RunningReplica replica) {
        return replica.notifier().sent().stream().map(Notification::kind).toList();
    }

    private void probe(String path) throws Exception {
        var click = new Click(
                "desktop",
                Instant.now().toEpochMilli(),
                "Title",
                "NL",
                0,
                "linux",
                "https://site.example" + path,
                0,
                "firefox");
        var record = new ProducerRecord<>(topics.forbidden(), 0, "visitor", ClickJson.forbidden(click));
        record.headers().add(Headers.FORBIDDEN_PATH, path.getBytes(UTF_8));
        producer.send(record).get();
    }

    private void pageViews(Instant at) throws Exception {
        var seconds = Math.floorMod(at.getEpochSecond(), 30);
        var window = new PageViewWindow(
                Window.starting(at.minusSeconds(seconds).toEpochMilli(), Window.FLAGGED),
                true,
                seconds + 1,
                seconds + 1,
                new PageViewWindow.OutOfMarket(0, 0),
                1,
                0,
                false);
        producer.send(new ProducerRecord<>(
                        topics.pageViews(),
                        0,
                        at.toEpochMilli(),
                        window.window().key(),
                        Json.write(window)))
                .get();
    }

    /** Waits until the group has processed everything. */
    private void awaitProcessed() throws Exception {
        var group = new ConsumerGroups(topics).alerts();
        try (var reader = reader()) {
            var ends = reader.ends(reader.partitions(List.of(topics.forbidden(), topics.pageViews())));
            await().atMost(PATIENCE).until(() -> {
                var offsets = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream().allMatch(end -> Optional.ofNullable(offsets.get(end.getKey()))
                        .filter(offset -> offset.offset() >= end.getValue())
                        .isPresent());
            });
        }
    }

    private int members() throws Exception {
        var group = new ConsumerGroups(topics).alerts();
        return admin.describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get()
                .members()
                .size();
    }

    private void deleteOffsets() throws Exception {
        admin.deleteConsumerGroups(List.of(new ConsumerGroups(topics).alerts()))
                .all()
                .get();
    }

    private Stream<Delivery> deliveries() throws InterruptedException {
        return read(topics.notifications(), Notification.class).stream()
                .flatMap(notification -> notification.deliveries().values().stream());
    }

    private Alert alert(String path) throws InterruptedException {
        return written().stream()
                .filter(alert -> alert.summary().contains(path))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    private List<Alert> written() throws InterruptedException {
        return read(topics.alerts(), Alert.class);
    }

    private <T> List<T> read(String topic, Class<T> type) throws InterruptedException {
        var values = new ArrayList<T>();
        try (var reader = reader()) {
            var partitions = reader.partitions(List.of(topic));
            reader.read(
                    reader.beginnings(partitions),
                    reader.ends(partitions),
                    record -> values.add(Json.read(record.value(), type)));
        }
        return values;
    }

    private static TopicReader reader() {
        return new TopicReader(Map.of("bootstrap.servers", broker.address()), PATIENCE);
    }
}
