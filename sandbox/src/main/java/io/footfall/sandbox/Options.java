package io.footfall.sandbox;

import io.footfall.sandbox.replay.Speed;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The command line of a run. */
final class Options {
    static final String DEFAULT_DATA = ".footfall";

    enum Traffic {
        SIMULATE,
        NONE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
            names = "--traffic",
            paramLabel = "simulate|none",
            description = "made-up visitors, or nobody (simulate; none with --replay)")
    private Traffic traffic;

    @Option(
            names = "--rate",
            paramLabel = "CLICKS",
            defaultValue = "20",
            description = "clicks of ordinary visitors a second (${DEFAULT-VALUE})")
    private double rate;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "20180113",
            description = "the same seed gives the same visitors (${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--replay", paramLabel = "FILE", description = "sends the clicks of a file: NDJSON, .gz or .zip")
    private Path replay;

    @Option(
            names = "--times",
            paramLabel = "original|shifted",
            defaultValue = "original",
            description = "replay: event times as they are, or moved so that the first is now (${DEFAULT-VALUE})")
    private Times times;

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "1",
            converter = Speed.Reader.class,
            description = "replay: so many times as fast as it was, or as fast as it is taken (${DEFAULT-VALUE})")
    private Speed speed;

    @Option(
            names = "--via",
            paramLabel = "http|kafka",
            defaultValue = "http",
            description = "replay: through ingest, or straight into the topic clicks (${DEFAULT-VALUE})")
    private Via via;

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            split = ",",
            description = "services to leave out, to run them yourself: ingest, processor, alerts, dashboard")
    private List<Service> without = List.of();

    @Option(
            names = "--partitions",
            paramLabel = "NUMBER",
            defaultValue = "4",
            description = "partitions of the topics of clicks, when they are created (${DEFAULT-VALUE})")
    private int partitions;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT_DATA,
            description = "where everything is kept, also over a restart (${DEFAULT-VALUE} in the current directory)")
    private Path data;

    @Option(names = "--wipe", description = "deletes what an earlier run kept, then starts")
    private boolean wipe;

    @Option(names = "--end-with-parent", hidden = true)
    private boolean endWithParent;

    @ArgGroup(validate = false, heading = "%nPorts, all on loopback:%n")
    private Ports ports = new Ports();

    boolean simulates() {
        return traffic == Traffic.SIMULATE || (traffic == null && replay == null);
    }

    double rate() {
        return rate;
    }

    long seed() {
        return seed;
    }

    Optional<Path> replay() {
        return Optional.ofNullable(replay);
    }

    boolean shiftsTimes() {
        return times == Times.SHIFTED;
    }

    Speed speed() {
        return speed;
    }

    Via via() {
        return via;
    }

    EnumSet<Service> services() {
        var services = EnumSet.allOf(Service.class);
        without.forEach(services::remove);
        return services;
    }

    int partitions() {
        return partitions;
    }

    Path data() {
        return data;
    }

    boolean wipe() {
        return wipe;
    }

    boolean endWithParent() {
        return endWithParent;
    }

    Ports ports() {
        return ports;
    }
}
