package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.ingest.StallLog.Phase;
import io.footfall.benchmarks.report.Finding;
import io.footfall.benchmarks.report.Table;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a stall has shown.
 *
 * @param missing clicks answered 200 that are not in the log
 * @param duplicates records of clicks that were in the log already
 * @param unpromised clicks in the log that were not answered 200: their senders will send them again
 * @param secondsToFirstTaken from the stall's end
 * @param secondsToLastRefused from the stall's end
 */
record StallReport(
        Map<Phase, Map<Integer, Long>> byPhase,
        Map<Long, Map<Integer, Long>> bySecond,
        int acknowledged,
        int missing,
        long duplicates,
        int unpromised,
        double secondsToFirstTaken,
        double secondsToLastRefused,
        StallMemory memoryMegabytes) {
    private static final Set<Integer> TAKEN_OR_LATER = Set.of(200, 503);

    static StallReport of(StallLog log, LogContents contents, StallMemory memory) {
        var promised = log.acknowledged();
        return new StallReport(
                log.byPhase(),
                log.bySecond(),
                promised.cardinality(),
                contents.missing(promised),
                contents.duplicates(),
                contents.beside(promised),
                log.secondsToFirstTaken(),
                log.secondsToLastRefused(),
                memory);
    }

    Finding finding() {
        var markdown = summary() + "\n" + phases() + "\n" + seconds();
        return new Finding("ingest-stall", markdown, this, isSound());
    }

    /** Nothing promised is lost, no connection breaks, and a request within a phase gets that phase's answer. */
    boolean isSound() {
        return missing == 0
                && onlyWas(200, Phase.BEFORE)
                && onlyWas(503, Phase.DURING)
                && statuses(Phase.AFTER).containsKey(200)
                && byPhase.values().stream().allMatch(statuses -> TAKEN_OR_LATER.containsAll(statuses.keySet()));
    }

    private boolean onlyWas(int status, Phase phase) {
        return statuses(phase).keySet().equals(Set.of(status));
    }

    private Map<Integer, Long> statuses(Phase phase) {
        return byPhase.getOrDefault(phase, Map.of());
    }

    private String summary() {
        return """
                %s

                - %,d clicks were answered 200; of these **%,d are missing** in the log
                - %,d duplicates in the log; %,d clicks are there that were not answered 200
                - after the stall the first click was taken after %.1f s, the last one refused after %.1f s
                - resident memory, MB: %.0f before, %.0f at most during, %.0f after
                """.formatted(
                        isSound() ? "All that must hold did hold." : "**Something that must hold did not.**",
                        acknowledged,
                        missing,
                        duplicates,
                        unpromised,
                        secondsToFirstTaken,
                        secondsToLastRefused,
                        memoryMegabytes.before(),
                        memoryMegabytes.mostDuring(),
                        memoryMegabytes.after());
    }

    private Table phases() {
        var table = new Table("sent and answered", "answers by status (0: the connection broke)");
        byPhase.forEach((phase, statuses) ->
                table.row(phase.name().toLowerCase(Locale.ROOT).replace('_', ' '), statuses.toString()));
        return table;
    }

    private Table seconds() {
        var table = new Table("second", "answers by status");
        bySecond.forEach((second, statuses) -> table.row(Long.toString(second), statuses.toString()));
        return table;
    }
}
