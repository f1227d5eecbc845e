package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Replays a file of recorded clicks, and prints the result.
 *
 * @param file the recorded clicks
 * @param speed relative to the recording
 * @param shiftTimes whether event times are shifted, so that the first click is now
 */
public record ReplayRun(Path file, ReplaySpeed speed, boolean shiftTimes) {

    /** Sends the clicks to ingest. */
    public void viaIngest(URI ingest, DeliveryCounts counts, Console console, CountDownLatch stopping)
            throws IOException, InterruptedException {
        run(new IngestDestination(ingest, counts, console, stopping), counts, console, stopping);
    }

    /** Writes the clicks to the topic, without ingest. */
    public void viaKafka(
            String bootstrapServers, String topic, DeliveryCounts counts, Console console, CountDownLatch stopping)
            throws IOException, InterruptedException {
        run(new KafkaDestination(bootstrapServers, topic, counts), counts, console, stopping);
    }

    private void run(ReplayDestination destination, DeliveryCounts counts, Console console, CountDownLatch stopping)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var start = clock.instant();
        try (destination;
                var clicks = ClickFile.open(file)) {
            new ClickReplay(destination, new ReplaySchedule(start, speed), shiftTimes, clock, counts, stopping)
                    .run(clicks);
        }
        if (stopping.getCount() > 0) {
            var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            console.print("REPLAYED %s in %.1fs".formatted(counts, seconds));
        }
    }
}
