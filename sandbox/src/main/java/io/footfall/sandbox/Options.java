package io.footfall.sandbox;

import io.footfall.sandbox.services.Service;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Command line options. */
final class Options {
    static final String DEFAULT_DATA = ".footfall";
    private static final int MAX_RATE = 5_000;
    private static final int MAX_PARTITIONS = 64;

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
            description = "simulated visitors, or none (default: simulate; none with --replay)")
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
            description = "seed of the simulation: the same seed gives the same visitors (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            split = ",",
            description = "services that you run yourself: ingest, processor, alerts, dashboard")
    private List<Service> without = List.of();

    @Option(
            names = "--native",
            description = "run native binaries of the services where ./mvnw -Dnative package has built them")
    private boolean preferNative;

    @Option(
            names = "--partitions",
            paramLabel = "NUMBER",
            defaultValue = "4",
            description = "partitions of the topics of clicks when they are created (${DEFAULT-VALUE})")
    private int partitions;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = DEFAULT_DATA,
            description = "directory of data and logs, kept over restarts (${DEFAULT-VALUE})")
    private Path data;

    @Option(names = "--wipe", description = "delete the data of earlier runs first")
    private boolean wipe;

    @Option(names = "--exit-with-parent", hidden = true)
    private boolean exitWithParent;

    @ArgGroup(validate = false, heading = "%nReplay of recorded clicks:%n")
    private ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, heading = "%nPorts, all on 127.0.0.1:%n")
    private Ports ports = new Ports();

    /** Describes the first invalid option. */
    Optional<String> error() {
        if (!(rate > 0 && rate <= MAX_RATE)) {
            return Optional.of("--rate=%s: choose a number above 0 and up to %d".formatted(rate, MAX_RATE));
        }
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            return Optional.of("--partitions=%d: choose 1 to %d".formatted(partitions, MAX_PARTITIONS));
        }
        return replay.error();
    }

    boolean simulates() {
        return traffic == Traffic.SIMULATE || (traffic == null && !replay.isRequested());
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

    boolean exitWithParent() {
        return exitWithParent;
    }

    Ports ports() {
        return ports;
    }
}
