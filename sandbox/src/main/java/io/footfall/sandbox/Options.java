package io.footfall.sandbox;

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
    private static final int FASTEST = 5_000;
    private static final int MOST_PARTITIONS = 64;

    enum Traffic {
        SIMULATE,
        NONE;

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

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            split = ",",
            description = "services to leave out, to run them yourself: ingest, processor, alerts, dashboard")
    private List<Service> without = List.of();

    @Option(
            names = "--native",
            description = "runs services as native binaries where ./mvnw -Dnative package has built them")
    private boolean preferNative;

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

    @ArgGroup(validate = false, heading = "%nReplay of recorded clicks:%n")
    private ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, heading = "%nPorts, all on loopback:%n")
    private Ports ports = new Ports();

    /** The first reason, for people, why this cannot be done. */
    Optional<String> objection() {
        if (!(rate > 0 && rate <= FASTEST)) {
            return Optional.of("--rate=%s: choose a number above 0 and up to %d".formatted(rate, FASTEST));
        }
        if (partitions < 1 || partitions > MOST_PARTITIONS) {
            return Optional.of("--partitions=%d: choose 1 to %d".formatted(partitions, MOST_PARTITIONS));
        }
        return Optional.empty();
    }

    boolean simulates() {
        return traffic == Traffic.SIMULATE || (traffic == null && !replay.isWanted());
    }

    double rate() {
        return rate;
    }

    long seed() {
        return seed;
    }

    ReplayOptions replay() {
        return replay;
    }

    EnumSet<Service> services() {
        var services = EnumSet.allOf(Service.class);
        without.forEach(services::remove);
        return services;
    }

    boolean preferNative() {
        return preferNative;
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
