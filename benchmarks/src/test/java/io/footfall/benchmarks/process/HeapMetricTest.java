package io.footfall.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapMetricTest {
    @Test
    void thePoolsOfTheHeapAreAddedUp() {
        var metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden Space"} 1000.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 5.0E7
                jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.0E3
                """;
        assertThat(HeapMetric.usedBytes(metrics)).isEqualTo(3000);
    }
}
