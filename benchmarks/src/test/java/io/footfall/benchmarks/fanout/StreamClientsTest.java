package io.footfall.benchmarks.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.benchmarks.fanout.StreamClients.UpdateDelays;
import org.junit.jupiter.api.Test;

class StreamClientsTest {
    private static final long MILLISECOND = 1_000_000;

    private final UpdateDelays delays = new UpdateDelays();

    @Test
    void delaysCountFromTheFirstClientThatGetsAnUpdate() {
        receive(1, 0);
        receive(2, 1_000, 1_010, 1_030);
        receive(3, 2_000, 2_002);
        receive(4, 3_000);

        var figures = delays.figures(3);

        assertThat(figures.get(UpdateDelays.UPDATES)).isEqualTo(2);
        assertThat(figures.get("received %")).isEqualTo(100.0 * 5 / 6);
        assertThat(figures.get("p50 ms")).isEqualTo(2);
        assertThat(figures.get("max ms")).isEqualTo(30);
    }

    @Test
    void withoutUpdatesThereAreNoDelays() {
        assertThat(delays.figures(3).get(UpdateDelays.UPDATES)).isZero();
    }

    private void receive(long update, long... millis) {
        for (var at : millis) {
            delays.received(update, at * MILLISECOND);
        }
    }
}
