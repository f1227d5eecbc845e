package io.footfall.sandbox;

import io.footfall.sandbox.replay.ReplayRun;
import io.footfall.sandbox.replay.Speed;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The replay that the command line asks for, if any. */
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

    @Option(names = "--replay", paramLabel = "FILE", description = "sends the clicks of a file: NDJSON, .gz or .zip")
    private Path file;

    @Option(
            names = "--times",
            paramLabel = "original|shifted",
            defaultValue = "original",
            description = "event times as they are, or moved so that the first is now (${DEFAULT-VALUE})")
    private Times times;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            converter = Speed.Reader.class,
            description = "so many times as fast as it was, or as fast as it is taken (${DEFAULT-VALUE})")
    private Speed speed;

    @Option(
            names = "--via",
            paramLabel = "http|kafka",
            defaultValue = "http",
            description = "through ingest, or straight into the topic clicks (${DEFAULT-VALUE})")
    private Via via;

    boolean isWanted() {
        return file != null;
    }

    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    Optional<ReplayRun> run() {
        return file().map(path -> new ReplayRun(path, speed, times == Times.SHIFTED));
    }

    Speed speed() {
        return speed;
    }

    Via via() {
        return via;
    }
}
