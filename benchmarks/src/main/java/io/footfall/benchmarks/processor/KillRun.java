package io.footfall.benchmarks.processor;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.benchmarks.clicks.ClickPlan;
import io.footfall.benchmarks.clicks.ClickSource;
import io.footfall.benchmarks.clicks.LogFiller;
import io.footfall.benchmarks.clicks.Totals;
import io.footfall.benchmarks.process.Installation;
import io.footfall.events.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** One pass over a log during which one victim is killed again and again; what is found in the end goes out. */
final class KillRun {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Topics TOPICS = new Topics("");

    private final ClickPlan plan;
    private final Victim victim;
    private final Pipeline pipeline;

    KillRun(ClickPlan plan, Victim victim, Pipeline pipeline) {
        this.plan = plan;
        this.victim = victim;
        this.pipeline = pipeline;
    }

    KillsReport.Run run(KillMoments moments) throws IOException, InterruptedException {
        var expected = fill();
        var undisturbed = pipeline.undisturbed(plan.count(), expected);
        pipeline.startProcessor();
        var recoverySeconds = new ArrayList<Double>();
        try (var admin = Installation.admin(pipeline.broker())) {
            var progress = progress(admin);
            var work = victim == Victim.STORE ? expected.cleaned() : plan.count();
            for (var kill = 0; kill < moments.shares().size(); kill++) {
                await(progress, (long) (moments.shares().get(kill) * work));
                Thread.sleep(moments.delays().get(kill).toMillis());
                recoverySeconds.add(kill(progress));
            }
            await(clicksDone(admin), plan.count());
        }
        var run = new KillsReport.Run(
                victim, recoverySeconds, pipeline.unaskedEnds(), differences(expected, undisturbed));
        pipeline.end();
        return run;
    }

    private Totals fill() throws IOException {
        var source = new ClickSource(plan, Installation.PARTITIONS);
        try (var filler = new LogFiller(pipeline.broker().bootstrapServers(), source)) {
            filler.send(plan.count());
        }
        return source.totals();
    }

    /** How far those are who work with the victim. */
    private GroupProgress progress(Admin admin) {
        return victim == Victim.STORE
                ? new GroupProgress(admin, "footfall-points", TOPICS.cleaned())
                : clicksDone(admin);
    }

    private static GroupProgress clicksDone(Admin admin) {
        return new GroupProgress(admin, ProcessorServers.applicationId(TOPICS), TOPICS.clicks());
    }

    /** Returns how long it takes until there is progress again. */
    private double kill(GroupProgress progress) throws IOException, InterruptedException {
        var before = progress.records();
        var start = System.nanoTime();
        pipeline.kill(victim);
        await(progress, before + 1);
        var seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%s killed after %,d records; goes on after %.1f s%n", victim, before, seconds);
        return seconds;
    }

    private void await(GroupProgress progress, long records) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (progress.records() < records) {
            pipeline.keepProcessor();
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        "no %,d records within %s after the %s was killed".formatted(records, PATIENCE, victim));
            }
            Thread.sleep(50);
        }
    }

    private List<String> differences(Totals expected, Map<String, JsonNode> undisturbed)
            throws IOException, InterruptedException {
        var topics = new DerivedTopics(new TopicReader(pipeline.broker().bootstrapServers()), TOPICS);
        var differences = new ArrayList<>(new Expectation(expected, topics).differences(PATIENCE));
        var windows = topics.windows();
        undisturbed.forEach((window, content) -> {
            if (!content.equals(windows.get(window))) {
                differences.add(window + ": not as in an undisturbed pass");
            }
        });
        var points = points(StoredPoints.expected(expected));
        if (!points.equals(StoredPoints.expected(expected))) {
            differences.add("points: %s instead of %s".formatted(points, StoredPoints.expected(expected)));
        }
        return differences;
    }

    /** What the store holds when it holds what it must, or when patience ends. */
    private StoredPoints points(StoredPoints expected) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var points = StoredPoints.in(pipeline.store());
        while (!points.equals(expected) && System.nanoTime() < deadline) {
            Thread.sleep(500);
            points = StoredPoints.in(pipeline.store());
        }
        return points;
    }
}
