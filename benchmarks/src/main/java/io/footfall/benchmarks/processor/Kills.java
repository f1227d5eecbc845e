package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import java.io.IOException;
import java.util.ArrayList;

/**
 * Processor, store and broker are killed while they work: is everything as if nobody had been?
 *
 * @param kills of each
 */
record Kills(ClickPlan plan, int kills) {
    Finding run(ProcessorServers servers) throws IOException, InterruptedException {
        var runs = new ArrayList<KillsReport.Run>();
        for (var victim : Victim.values()) {
            var moments = KillMoments.random(plan.seed() + victim.name().hashCode(), kills);
            var run = new KillRun(plan, victim, new Pipeline(servers, victim.toString())).run(moments);
            System.out.printf(
                    "%s: goes on after %s s, %d differences%n",
                    victim,
                    Spread.of(run.recoverySeconds(), Double::doubleValue).text(1),
                    run.differences().size());
            runs.add(run);
        }
        return new KillsReport(plan, runs).finding();
    }
}
