package io.footfall.processor.serving;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.footfall.events.Json;
import io.footfall.events.PageViewWindow;
import io.footfall.events.Window;
import io.footfall.processor.Clicks;
import io.footfall.processor.serving.influxdb.InfluxStub;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas of the channel, one of which takes over while InfluxDB is down. */
class TotalsChannelTest {
    private static final TopicPartition PARTITION = new TopicPartition("clicks-calculated-ddos", 0);

    private final OwnedPartitions ownedByOld = new OwnedPartitions();
    private final OwnedPartitions ownedByNew = new OwnedPartitions();
    private InfluxStub influx;
    private TotalsChannel oldReplica;
    private TotalsChannel newReplica;

    @BeforeEach
    void start() throws IOException {
        influx = new InfluxStub();
        oldReplica = new TotalsChannel(influx.writer(), null, ownedByOld);
        newReplica = new TotalsChannel(influx.writer(), null, ownedByNew);
        ownedByOld.assigned(List.of(PARTITION), 1);
    }

    @AfterEach
    void stop() {
        influx.close();
    }

    @Test
    void aRevokedReplicaDoesNotReplaceNewerWindows() {
        influx.isUp(false);
        var old = write(oldReplica, 1, 0, 5, false);
        await().atMost(PATIENCE).until(() -> influx.requests() > 0);

        ownedByOld.revoked(List.of(PARTITION));
        ownedByNew.assigned(List.of(PARTITION), 2);
        var newer = write(newReplica, 2, 1, 9, true);
        influx.isUp(true);

        await().atMost(PATIENCE).until(() -> newer.isDone() && old.isDone());
        assertThat(influx.stored()).singleElement().asString().contains("count=9i,final=true");
    }

    @Test
    void aReplicaThatIsAssignedThePartitionAgainDoesNotWriteWhatItReceivedBefore() {
        influx.isUp(false);
        var before = write(oldReplica, 1, 0, 5, false);
        await().atMost(PATIENCE).until(() -> influx.requests() > 0);

        ownedByOld.revoked(List.of(PARTITION));
        ownedByOld.assigned(List.of(PARTITION), 3);
        var requests = influx.requests();

        await().atMost(PATIENCE).until(before::isDone);
        assertThat(influx.requests()).isEqualTo(requests);
    }

    @Test
    void aPartitionIsGivenAwayOnlyAfterTheRequestUnderWayIsAnswered() throws Exception {
        var arrived = new CompletableFuture<Void>();
        var answer = new CompletableFuture<Void>();
        influx.beforeAnswer(() -> {
            arrived.complete(null);
            answer.join();
        });
        var writing = write(oldReplica, 1, 0, 5, false);
        arrived.join();
        var revoking = CompletableFuture.runAsync(() -> ownedByOld.revoked(List.of(PARTITION)));
        await().during(Duration.ofMillis(300)).atMost(PATIENCE).until(() -> !revoking.isDone());

        answer.complete(null);

        await().atMost(PATIENCE).until(() -> revoking.isDone() && writing.isDone());
    }

    private static CompletableFuture<Void> write(
            TotalsChannel replica, int generation, long offset, long count, boolean isFinal) {
        var window = new PageViewWindow(
                Window.starting(Clicks.NOON.toEpochMilli(), Window.FLAGGED),
                true,
                count,
                0,
                new PageViewWindow.OutOfMarket(0, 0),
                count,
                0,
                isFinal);
        var record = new ConsumerRecord<>(
                PARTITION.topic(),
                PARTITION.partition(),
                offset,
                window.window().key().getBytes(UTF_8),
                Json.write(window));
        var batch = new ConsumerRecords<>(Map.of(PARTITION, List.of(record)), Map.of());
        return replica.write(batch, generation, TotalsChannel::pageViewPoints).subscribeAsCompletionStage();
    }
}
