package io.footfall.sandbox;

import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.replay.ReplaySpeed;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Command line options of a replay. */
final class ReplayOptions {
    enum Times {
        ORIGINAL,
        SHIFTED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    enum Via {
        HTTP,
        KAFKA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "send the clicks of files, in their order: NDJSON, also .gz or .zip;",
                "or the lines of access logs, at once and with their own times"
            })
    private List<Path> files = List.of();

    @Option(names = "--follow", description = "send also what is appended to the last access log, as tail -F does")
    private boolean isFollowed;

    @Option(
            names = "--times",
            paramLabel = "original|shifted",
            defaultValue = "original",
            description = "original event times, or shifted so that the first click is now (${DEFAULT-VALUE})")
    private Times times;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            converter = ReplaySpeed.Converter.class,
            description = "N times as fast as recorded, or as fast as possible (${DEFAULT-VALUE})")
    private ReplaySpeed speed;

    @Option(
            names = "--via",
            paramLabel = "http|kafka",
            defaultValue = "http",
            description = "through ingest, or straight into Kafka topic clicks (${DEFAULT-VALUE})")
    private Via via;

    boolean isRequested() {
        return !files.isEmpty();
    }

    Optional<String> error() {
        return isFollowed && !isRequested()
                ? Optional.of("--follow: name the access log with --replay")
                : run().flatMap(ReplayRun::error);
    }

    Optional<ReplayRun> run() {
        return isRequested()
                ? Optional.of(new ReplayRun(files, isFollowed, speed, times == Times.SHIFTED))
                : Optional.empty();
    }

    ReplaySpeed speed() {
        return speed;
    }

    Via via() {
        return via;
    }
}
