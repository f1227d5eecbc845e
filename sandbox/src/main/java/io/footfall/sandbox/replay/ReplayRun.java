package io.footfall.sandbox.replay;

import io.footfall.sandbox.console.Console;
import io.footfall.sandbox.delivery.DeliveryCounts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Replays files of recorded clicks, or of access logs, and prints the result.
 *
 * @param files one after the other
 * @param isFollowed whether what is appended to the last one is sent, too; then they are access logs
 * @param speed relative to the recording
 * @param shiftTimes whether event times are shifted, so that the first click is now
 */
public record ReplayRun(List<Path> files, boolean isFollowed, ReplaySpeed speed, boolean shiftTimes) {

    /** Why the files cannot be replayed, as far as their first lines show it. */
    public Optional<String> error() {
        var error = files.stream().flatMap(file -> error(file).stream()).findFirst();
        return error.isPresent() || !shiftTimes || !isAccessLog()
                ? error
                : Optional.of("--replay=%s: an access log has its original times".formatted(files.get(0)));
    }

    private Optional<String> error(Path file) {
        if (file.toString().isEmpty() || Files.isDirectory(file)) {
            return Optional.of("--replay=%s: name a file".formatted(file));
        }
        if (!Files.isReadable(file)) {
            return Optional.of("--replay=%s: the file cannot be read".formatted(file));
        }
        // What is read of a pipe is gone.
        return Files.isRegularFile(file) ? firstLineError(file) : Optional.empty();
    }

    /** One of several files may be empty, as the last one of a log that was just rotated. */
    private Optional<String> firstLineError(Path file) {
        try (var clicks = ClickFile.open(file)) {
            return clicks.next() == null && files.size() == 1 && !isFollowed
                    ? Optional.of("--replay=%s: the file is empty".formatted(file))
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
            throw new IOException(files.get(0) + " is an access log, which ingest has to read: --via=http");
        }
        var rejected = new RejectedClicks(counts, console);
        run(new KafkaDestination(bootstrapServers, topic, counts, rejected), counts, rejected, console, stopping);
    }

    private boolean isAccessLog() {
        return isFollowed
                || files.stream().anyMatch(file -> Files.isRegularFile(file) && AccessLogReplay.isAccessLog(file));
    }

    private void runAccessLog(
            IngestClient ingest,
            DeliveryCounts counts,
            RejectedClicks rejected,
            Console console,
            CountDownLatch stopping)
            throws IOException, InterruptedException {
        var start = System.nanoTime();
        var replay = new AccessLogReplay(ingest, counts, rejected, stopping);
        try {
            for (var file : isFollowed ? files.subList(0, files.size() - 1) : files) {
                try (var lines = ClickFile.open(file)) {
                    replay.run(lines);
                }
            }
            if (isFollowed) {
                try (var lines = new FollowedFile(files.get(files.size() - 1))) {
                    replay.follow(lines);
                }
            }
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
        var schedule = new ReplaySchedule(start, speed);
        var replay = new ClickReplay(destination, schedule, shiftTimes, clock, counts, rejected, stopping);
        try (destination) {
            for (var file : files) {
                try (var clicks = ClickFile.open(file)) {
                    replay.run(clicks);
                }
            }
        } catch (IOException e) {
            throw new IOException("%s; before that %s".formatted(e.getMessage(), counts), e);
        }
        if (stopping.getCount() > 0) {
            var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
            console.print("REPLAYED %s in %.1fs".formatted(counts, seconds));
        }
    }
}
