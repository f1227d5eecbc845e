package io.footfall.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CodeCommandTest {
    private static final String RESULT = """
            [{"benchmark":"io.footfall.benchmarks.jmh.ClickBenchmark.validatePlain","mode":"avgt",
              "primaryMetric":{"score":1036.25,"scoreUnit":"ns/op","scorePercentiles":{"0.0":1020.25,"100.0":1050.5}}}]""";

    @Test
    void theTableHasTheMeanAndTheRangeOfAllForks() throws IOException {
        assertThat(CodeCommand.report(RESULT).markdown())
                .contains("| benchmark | mean ns/op | least | most |")
                .contains("| ClickBenchmark.validatePlain | 1,036.3 | 1,020.3 | 1,050.5 |");
    }
}
