package io.footfall.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.load.AnswerLog.Sent;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class StallReportTest {
    private static final long SECOND = 1_000_000_000L;

    private final StallLog log = new StallLog(0);

    @Test
    void aPromiseThatIsInTheLogAndARefusalInTheStallAreSound() {
        stallFromSecond10To40();
        assertThat(report(0, 2).isSound()).isTrue();
    }

    @Test
    void aPromiseThatIsNotInTheLogIsNotSound() {
        stallFromSecond10To40();

        var report = report(0);

        assertThat(report.missing()).isEqualTo(1);
        assertThat(report.isSound()).isFalse();
    }

    @Test
    void aPromiseWhileTheLogStandsStillIsNotSound() {
        stallFromSecond10To40();
        log.answered(new Sent(3, 1, 20 * SECOND), 200, 21 * SECOND);
        assertThat(report(0, 2, 3).isSound()).isFalse();
    }

    @Test
    void aBrokenConnectionIsNotSound() {
        stallFromSecond10To40();
        log.broken(new Sent(3, 1, 20 * SECOND), 21 * SECOND);
        assertThat(report(0, 2).isSound()).isFalse();
    }

    @Test
    void aRefusedClickThatIsInTheLogIsCountedButSound() {
        stallFromSecond10To40();

        var report = report(0, 1, 2);

        assertThat(report.unpromised()).isEqualTo(1);
        assertThat(report.isSound()).isTrue();
    }

    private void stallFromSecond10To40() {
        log.answered(new Sent(0, 1, SECOND), 200, 2 * SECOND);
        log.freeze(10 * SECOND);
        log.answered(new Sent(1, 1, 11 * SECOND), 503, 21 * SECOND);
        log.thaw(40 * SECOND);
        log.answered(new Sent(2, 1, 41 * SECOND), 200, 42 * SECOND);
    }

    private StallReport report(int... inTheLog) {
        var present = new BitSet();
        for (var sequence : inTheLog) {
            present.set(sequence);
        }
        return StallReport.of(log, new LogContents(present, 0), new StallMemory(1, 2, 3));
    }
}
