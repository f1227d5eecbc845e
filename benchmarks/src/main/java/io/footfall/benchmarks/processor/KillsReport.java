package io.footfall.benchmarks.processor;

import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Spread;
import io.footfall.benchmarks.report.Table;
import java.util.List;

/** What became of everything while somebody was killed. */
record KillsReport(ClickPlan plan, List<Run> runs) {
    private static final int MOST_TOLD = 20;

    /**
     * One victim's run.
     *
     * @param recoverySeconds from each kill until work went on
     * @param unaskedEnds how often the processor ended by itself and was started again
     * @param differences from what must be, a line each
     */
    record Run(Victim victim, List<Double> recoverySeconds, int unaskedEnds, List<String> differences) {}

    Finding finding() {
        var sound = runs.stream().allMatch(run -> run.differences().isEmpty());
        var markdown =
                "%,d clicks in each run, all in the log from the start. Compared with what the clicks were made to give:"
                                .formatted(plan.count())
                        + " every window, the number of different records in each topic of clicks and of those that are there twice,"
                        + " the points in the store and how many of them are different.\n\n"
                        + table() + "\n" + differences();
        return new Finding("processor-kills", markdown, this, sound);
    }

    private Table table() {
        var table = new Table("killed", "times", "works again after s", "processor ended unasked", "differences");
        for (var run : runs) {
            table.row(
                    run.victim().toString(),
                    Integer.toString(run.recoverySeconds().size()),
                    Spread.of(run.recoverySeconds(), Double::doubleValue).text(1),
                    Integer.toString(run.unaskedEnds()),
                    Integer.toString(run.differences().size()));
        }
        return table;
    }

    private String differences() {
        var text = new StringBuilder();
        for (var run : runs) {
            run.differences().stream().limit(MOST_TOLD).forEach(difference -> text.append("- ")
                    .append(run.victim())
                    .append(" killed: ")
                    .append(difference)
                    .append('\n'));
        }
        return text.toString();
    }
}
