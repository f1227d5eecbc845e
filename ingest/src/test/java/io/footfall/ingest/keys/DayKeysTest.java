package io.footfall.ingest.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.footfall.testing.MutableClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayKeysTest {
    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final LocalDate THIRD = FIRST.plusDays(2);
    private static final String SECRET = "a secret of the site";

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final Topic topic = new Topic();
    private final DayKeys replica = replica(SECRET);

    @Test
    void aReplicaMakesTheKeysOfTodayAndTomorrow() throws InterruptedException {
        assertThat(replica.isUpToDate()).isFalse();
        assertThat(replica.mac(FIRST.toEpochDay())).isEmpty();

        replica.refresh();

        assertThat(topic.records).extracting(SealedKey::day).containsExactly("2026-03-01", "2026-03-02");
        assertThat(replica.isComplete()).isTrue();
        assertThat(hash(replica, FIRST)).isEqualTo(hash(replica, FIRST)).isNotEqualTo(hash(replica, SECOND));
    }

    @Test
    void allReplicasUseTheSameKeys() throws InterruptedException {
        var another = replica(SECRET);
        replica.refresh();
        another.refresh();

        assertThat(hash(another, FIRST)).isEqualTo(hash(replica, FIRST));
        assertThat(hash(another, SECOND)).isEqualTo(hash(replica, SECOND));
    }

    @Test
    void theFirstKeyCountsIfTwoReplicasAddOneAtTheSameTime() throws InterruptedException {
        var another = replica(SECRET);
        topic.afterNextRead = another::refresh;

        replica.refresh();

        assertThat(topic.records).hasSize(4);
        assertThat(hash(replica, FIRST)).isEqualTo(hash(another, FIRST));
        assertThat(hash(replica, SECOND)).isEqualTo(hash(another, SECOND));
    }

    @Test
    void theKeyOfTheNewDayIsThereAtMidnightWithoutKafka() throws InterruptedException {
        replica.refresh();
        topic.isAway = true;
        clock.set(Instant.parse("2026-03-02T00:00:00Z"));

        assertThat(replica.isUpToDate()).isTrue();
        assertThatThrownBy(replica::refresh).hasMessage("Kafka is away");
        assertThat(replica.isUpToDate()).isTrue();
        assertThat(replica.isComplete()).isFalse();
    }

    @Test
    void withoutKafkaForADayThereIsNoKeyRatherThanOneOfItsOwn() throws InterruptedException {
        replica.refresh();
        topic.isAway = true;
        clock.set(Instant.parse("2026-03-03T00:00:00Z"));

        assertThatThrownBy(replica::refresh).hasMessage("Kafka is away");
        assertThat(replica.isUpToDate()).isFalse();
        assertThat(replica.mac(THIRD.toEpochDay())).isEmpty();
    }

    @Test
    void theKeyOfYesterdayIsNeitherInTheReplicaNorComputableWithTheSecret() throws InterruptedException {
        replica.refresh();
        var yesterday = hash(replica, FIRST);
        clock.set(Instant.parse("2026-03-02T00:00:00Z"));
        replica.refresh();
        topic.records.removeIf(key -> key.day().equals("2026-03-01"));

        assertThat(replica.mac(FIRST.toEpochDay())).isEmpty();
        clock.set(Instant.parse("2026-03-01T10:00:00Z"));
        var somebodyWithTheSecret = replica(SECRET);
        somebodyWithTheSecret.refresh();
        assertThat(hash(somebodyWithTheSecret, FIRST)).isNotEqualTo(yesterday);
        assertThat(hash(somebodyWithTheSecret, SECOND)).isEqualTo(hash(replica, SECOND));
    }

    @Test
    void aKeyThatKafkaHasLostIsAddedAgain() throws InterruptedException {
        replica.refresh();
        var before = hash(replica, FIRST);
        topic.records.clear();

        assertThat(replica.refresh().hasReplacedKey()).isFalse();
        var another = replica(SECRET);
        another.refresh();

        assertThat(hash(another, FIRST)).isEqualTo(before);
    }

    @Test
    void aReplicaTakesTheKeyOfTheOthersIfTheyDiffer() throws InterruptedException {
        replica.refresh();
        topic.records.clear();
        var another = replica(SECRET);
        another.refresh();

        assertThat(replica.refresh().hasReplacedKey()).isTrue();
        assertThat(hash(replica, FIRST)).isEqualTo(hash(another, FIRST));
    }

    @Test
    void keysWithAnotherSecretAndOtherRecordsAreReportedAndIgnored() throws InterruptedException {
        topic.records.add(new SealedKey("2026-03-01", new byte[60]));
        topic.records.add(new SealedKey("no day", new byte[0]));

        assertThat(replica.refresh().hasForeignKeys()).isTrue();
        assertThat(replica.isComplete()).isTrue();
        assertThat(replica("another secret here").refresh().hasForeignKeys()).isTrue();
    }

    @Test
    void keysOfOneProcessNeedNoKafka() throws InterruptedException {
        var alone = new DayKeys(new ProcessKeys(), new KeySeal(SECRET), clock);
        alone.refresh();
        var tomorrow = hash(alone, SECOND);
        clock.set(Instant.parse("2026-03-02T08:00:00Z"));
        alone.refresh();

        assertThat(hash(alone, SECOND)).isEqualTo(tomorrow);
        assertThat(alone.isComplete()).isTrue();
    }

    private DayKeys replica(String secret) {
        return new DayKeys(topic, new KeySeal(secret), clock);
    }

    private static byte[] hash(DayKeys keys, LocalDate day) {
        return keys.mac(day.toEpochDay()).orElseThrow().doFinal(new byte[] {1});
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    /** As Kafka orders records. */
    private static final class Topic implements SharedKeys {
        private final List<SealedKey> records = new ArrayList<>();
        private boolean isAway;
        private Step afterNextRead = () -> {};

        @Override
        public List<SealedKey> read() throws InterruptedException {
            if (isAway) {
                throw new IllegalStateException("Kafka is away");
            }
            var read = List.copyOf(records);
            var step = afterNextRead;
            afterNextRead = () -> {};
            step.run();
            return read;
        }

        @Override
        public void add(SealedKey key) {
            records.add(key);
        }
    }
}
