package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Replays a file of recorded clicks, and prints the result.
 *
 * @param file the recorded clicks
 * @param speed relative to the recording
 * @param shiftTimes whether event times are shifted, so that the first click is now
 */
public record ReplayRun(Path file, ReplaySpeed speed, boolean shiftTimes) {

    /** Why the file cannot be replayed, as far as its first line shows it. */
    public Optional<String> error() {
        if (file.toString().isEmpty() || Files.isDirectory(file)) {
            return Optional.of("--replay=%s: name a file".formatted(file));
        }
        if (!Files.isReadable(file)) {
            return Optional.of("--replay=%s: the file cannot be read".formatted(file));
        }
        // What is read of a pipe is gone.
        return Files.isRegularFile(file) ? firstLineError() : Optional.empty();
    }

    private Optional<String> firstLineError() {
        try (var clicks = ClickFile.open(file)) {
            if (clicks.next() == null) {
                return Optional.of("--replay=%s: the file is empty".formatted(file));
            }
            return shiftTimes && isAccessLog()
                    ? Optional.of("--replay=%s: an access log has its original times".formatted(file))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("--replay: " + e.getMessage());
        }
    }

    /** Sends the clicks to ingest. */
    public void viaIngest(URI ingest, DeliveryCounts counts, Console console, CountDownLatch stopping)
            throws IOException, InterruptedException {
        var rejected = new RejectedClicks(counts, console);
        if (isAccessLog()) {
            runAccessLog(
                    new IngestClient(ingest.resolve("/requests"), console, stopping),
                    counts,
                    rejected,
                    console,
                    stopping);
            return;
        }
        run(new IngestDestination(ingest, counts, rejected, console, stopping), counts, rejected, console, stopping);
    }

    /** Writes the clicks to the topic, without ingest. */
    public void viaKafka(
            String bootstrapServers, String topic, DeliveryCounts counts, Console console, CountDownLatch stopping)
            throws IOException, InterruptedException {
        if (isAccessLog()) {
            throw new IOException(file + " is an access log, which ingest has to read: --via=http");
        }
        var rejected = new RejectedClicks(counts, console);
        run(new KafkaDestination(bootstrapServers, topic, counts, rejected), counts, rejected, console, stopping);
    }

    private boolean isAccessLog() {
        return Files.isRegularFile(file) && AccessLogReplay.isAccessLog(file);
    }

    private void runAccessLog(
            IngestClient ingest,
            DeliveryCounts counts,
            RejectedClicks rejected,
            Console console,
            CountDownLatch stopping)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        try (var lines = ClickFile.open(file)) {
            new AccessLogReplay(ingest, counts, rejected, stopping).run(lines);
        } catch (IOException e) {
            throw new IOException("%s; before that %s".formatted(e.getMessage(), counts), e);
        }
        if (stopping.getCount() > 0) {
            console.print("REPLAYED %s in %.1fs".formatted(counts, (System.nanoTime() - start) / 1e9));
        }
    }

    private void run(
            ReplayDestination destination,
            DeliveryCounts counts,
            RejectedClicks rejected,
            Console console,
            CountDownLatch stopping)
            throws IOException, InterruptedException {
        var clock = Clock.systemUTC();
        var start = clock.instant();
        try (destination;
                var clicks = ClickFile.open(file)) {
            new ClickReplay(
                            destination,
                            new ReplaySchedule(start, speed),
                            shiftTimes,
                            clock,
                            counts,
                            rejected,
                            stopping)
                    .run(clicks);
        } catch (IOException e) {
            throw new IOException("%s; before that %s".formatted(e.getMessage(), counts), e);
        }
        if (stopping.getCount() > 0) {
            var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            console.print("REPLAYED %s in %.1fs".formatted(counts, seconds));
        }
    }
}
