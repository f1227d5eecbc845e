package io.footfall.ingest.admission;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientQuotaTest {
    private final ClientQuota memory = new ClientQuota(100, 40, 42);
    private final int one = memory.slot("192.0.2.1");
    private final int another = memory.slot("192.0.2.2");
    private final int third = memory.slot("192.0.2.3");

    @Test
    void aClientGetsItsShareAndTheRestIsForOthers() {
        assertThat(memory.reserve(one, 40)).isTrue();
        assertThat(memory.reserve(one, 1)).isFalse();
        assertThat(memory.reserve(another, 40)).isTrue();
    }

    @Test
    void allClientsTogetherGetTheTotal() {
        memory.reserve(one, 40);
        memory.reserve(another, 40);

        assertThat(memory.reserve(third, 21)).isFalse();
        assertThat(memory.reserve(third, 20)).isTrue();
    }

    @Test
    void releasedMemoryCanBeReservedAgain() {
        memory.reserve(one, 40);
        memory.release(one, 40);

        assertThat(memory.reserve(one, 40)).isTrue();
    }
}
