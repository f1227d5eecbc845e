package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * The processor, the bare loop and Spark in turns over the same log.
 *
 * @param warmUp the share of the log that is read before measuring begins
 * @param java that Spark can work with
 */
record AgainstSpark(ClickPlan plan, int rounds, double warmUp, Path java) {
    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var contenders = Contenders.on(servers, plan, warmUp);
        var passes = new ArrayList<Pass>();
        for (var round = 1; round <= rounds; round++) {
            passes.add(contenders.bare(round));
            passes.add(contenders.processor(round, ""));
            passes.add(contenders.spark(round, java));
        }
        return new SparkReport(plan, warmUp, passes).finding();
    }
}
