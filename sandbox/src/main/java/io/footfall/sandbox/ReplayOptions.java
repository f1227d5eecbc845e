package io.footfall.sandbox;

import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.replay.ReplaySpeed;
import java.nio.file.Path;
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
            description = {
                "send the clicks of a file: NDJSON, also .gz or .zip;",
                "or the lines of an access log, at once and with their own times"
            })
    private Path file;

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
        return file != null;
    }

    Optional<ReplayRun> run() {
        return Optional.ofNullable(file).map(path -> new ReplayRun(path, speed, times == Times.SHIFTED));
    }

    ReplaySpeed speed() {
        return speed;
    }

    Via via() {
        return via;
    }
}
