package io.footfall.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LocalHttpTest {
    private static final String METRICS = """
            # TYPE jvm_memory_used_bytes gauge
            jvm_memory_used_bytes{area="heap",id="Eden Space"} 1000.0
            jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 5.0E7
            jvm_memory_used_bytes{area="heap",id="Tenured Gen"} 2.0E3
            jvm_memory_used_bytes_other{area="heap"} 7.0
            """;

    @Test
    void aMetricIsSummedUpOverTheLabelsThatContainAText() {
        assertThat(LocalHttp.sum(METRICS, "jvm_memory_used_bytes", "area=\"heap\""))
                .isEqualTo(3_000);
        assertThat(LocalHttp.sum(METRICS, "jvm_memory_used_bytes", "")).isEqualTo(50_003_000);
    }
}
