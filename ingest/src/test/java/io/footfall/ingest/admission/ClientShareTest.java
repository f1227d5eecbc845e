package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientShareTest {
    private final ClientShare memory = new ClientShare(100, 40, 42);
    private final int one = memory.slot("192.0.2.1");
    private final int another = memory.slot("192.0.2.2");
    private final int third = memory.slot("192.0.2.3");

    @Test
    void aClientGetsNoMoreThanItsShareAndLeavesTheRestToOthers() {
        assertThat(memory.take(one, 40)).isTrue();
        assertThat(memory.take(one, 1)).isFalse();
        assertThat(memory.take(another, 40)).isTrue();
    }

    @Test
    void allTogetherGetNoMoreThanThereIs() {
        memory.take(one, 40);
        memory.take(another, 40);

        assertThat(memory.take(third, 21)).isFalse();
        assertThat(memory.take(third, 20)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        memory.take(one, 40);
        memory.release(one, 40);

        assertThat(memory.take(one, 40)).isTrue();
    }
}
