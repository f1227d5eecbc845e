package io.footfall.benchmarks.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CodeCommandTest {
    private static final String RESULT = """
            [{"benchmark":"io.footfall.benchmarks.jmh.ClickBenchmark.validatePlain","mode":"avgt",
              "primaryMetric":{"score":1036.25,"scoreUnit":"%s","rawData":[[1030.0,1050.5],[1020.25,1044.25]]}}]""";

    @Test
    void theTableHasTheMeanAndTheRangeOfAllForks() throws IOException {
        assertThat(CodeCommand.report(RESULT.formatted("ns/op")).markdown())
                .contains("| ClickBenchmark.validatePlain | 1,036.3 (1,020.3-1,050.5) | 4 |");
    }

    @Test
    void resultsInAnotherUnitAreRejected() {
        assertThatThrownBy(() -> CodeCommand.report(RESULT.formatted("us/op"))).hasMessageContaining("ns/op");
    }
}
