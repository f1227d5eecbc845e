package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import java.io.IOException;
import java.util.ArrayList;

/**
 * The whole topology and the bare loop in turns over the same log: what does a click cost?
 *
 * @param warmUp the share of the log that is read before measuring begins
 * @param profile whether the processor is recorded, which costs a little
 */
record Cost(ClickPlan plan, int rounds, double warmUp, boolean profile) {
    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var contenders = Contenders.on(servers, plan, warmUp);
        var passes = new ArrayList<Pass>();
        for (var round = 1; round <= rounds; round++) {
            passes.add(contenders.bare(round));
            passes.add(contenders.processor(round, profile ? recording(servers, round) : ""));
        }
        return new CostReport(plan, warmUp, passes).finding();
    }

    private static String recording(ProcessorServers servers, int round) {
        return "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                + servers.installation().project().results().resolve("processor-" + round + ".jfr");
    }
}
