package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.Counts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * One replay, from the file to the line that reports it.
 *
 * @param file the recorded clicks
 * @param speed how fast
 * @param shifts whether event times are moved to now
 */
public record ReplayRun(Path file, Speed speed, boolean shifts) {

    /** Through ingest's HTTP endpoint. */
    public void viaIngest(URI ingest, Counts counts, Console console, CountDownLatch ended)
            throws IOException, InterruptedException {
        run(new ToIngest(ingest, counts, console, ended), counts, console, ended);
    }

    /** Straight into the topic. */
    public void viaKafka(String bootstrapServers, String topic, Counts counts, Console console, CountDownLatch ended)
            throws IOException, InterruptedException {
        run(new ToKafka(bootstrapServers, topic, counts), counts, console, ended);
    }

    private void run(Destination destination, Counts counts, Console console, CountDownLatch ended)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var start = clock.instant();
        try (destination;
                var clicks = ClickFile.open(file)) {
            new Replay(destination, new Timetable(start, speed), shifts, clock, counts, ended).run(clicks);
        }
        if (ended.getCount() > 0) {
            var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            console.say("REPLAYED %s in %.1fs".formatted(counts, seconds));
        }
    }
}
