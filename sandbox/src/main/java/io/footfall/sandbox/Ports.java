package io.footfall.sandbox;

import io.footfall.sandbox.services.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Command line options for the port of every part. */
final class Ports {
    private static final int HIGHEST = 65535;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Kafka (${DEFAULT-VALUE})")
    private int kafka;

    @Option(
            names = "--store-port",
            paramLabel = "PORT",
            defaultValue = "8086",
            description = "InfluxDB-compatible store (${DEFAULT-VALUE})")
    private int store;

    @Option(
            names = "--console-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "the store's SQL console (${DEFAULT-VALUE})")
    private int console;

    @Option(names = "--smtp-port", paramLabel = "PORT", defaultValue = "1025", description = "mail (${DEFAULT-VALUE})")
    private int smtp;

    @Option(
            names = "--ingest-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "ingest (${DEFAULT-VALUE})")
    private int ingest;

    @Option(
            names = "--processor-port",
            paramLabel = "PORT",
            defaultValue = "8081",
            description = "processor (${DEFAULT-VALUE})")
    private int processor;

    @Option(
            names = "--alerts-port",
            paramLabel = "PORT",
            defaultValue = "8082",
            description = "alerts (${DEFAULT-VALUE})")
    private int alerts;

    @Option(
            names = "--dashboard-port",
            paramLabel = "PORT",
            defaultValue = "8083",
            description = "dashboard (${DEFAULT-VALUE})")
    private int dashboard;

    @Option(
            names = "--ingest-management-port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "health and metrics of ingest (${DEFAULT-VALUE})")
    private int ingestManagement;

    @Option(
            names = "--processor-management-port",
            paramLabel = "PORT",
            defaultValue = "8091",
            description = "health and metrics of processor (${DEFAULT-VALUE})")
    private int processorManagement;

    @Option(
            names = "--alerts-management-port",
            paramLabel = "PORT",
            defaultValue = "8092",
            description = "health and metrics of alerts (${DEFAULT-VALUE})")
    private int alertsManagement;

    @Option(
            names = "--dashboard-management-port",
            paramLabel = "PORT",
            defaultValue = "8093",
            description = "health and metrics of dashboard (${DEFAULT-VALUE})")
    private int dashboardManagement;

    Port kafka() {
        return new Port(kafka, "Kafka", "--kafka-port");
    }

    Port store() {
        return new Port(store, "the store", "--store-port");
    }

    Port console() {
        return new Port(console, "the store's SQL console", "--console-port");
    }

    Port smtp() {
        return new Port(smtp, "mail", "--smtp-port");
    }

    Port of(Service service) {
        var number =
                switch (service) {
                    case INGEST -> ingest;
                    case PROCESSOR -> processor;
                    case ALERTS -> alerts;
                    case DASHBOARD -> dashboard;
                };
        return new Port(number, service.toString(), "--" + service + "-port");
    }

    /** The port for health and metrics. */
    Port managementOf(Service service) {
        var number =
                switch (service) {
                    case INGEST -> ingestManagement;
                    case PROCESSOR -> processorManagement;
                    case ALERTS -> alertsManagement;
                    case DASHBOARD -> dashboardManagement;
                };
        return new Port(number, "health and metrics of " + service, "--" + service + "-management-port");
    }

    /** Describes the first port that cannot be used. */
    static Optional<String> error(List<Port> ports) {
        Map<Integer, Port> seen = new HashMap<>();
        for (var port : ports) {
            if (port.number() < 1 || port.number() > HIGHEST) {
                return Optional.of(
                        "%s=%d is not a port: choose 1 to %d".formatted(port.flag(), port.number(), HIGHEST));
            }
            var other = seen.put(port.number(), port);
            if (other != null) {
                return Optional.of("port %d is set for both %s and %s: change %s or %s"
                        .formatted(port.number(), other.purpose(), port.purpose(), other.flag(), port.flag()));
            }
            if (port.isTaken()) {
                return Optional.of(
                        "port %d for %s is in use: stop the program that listens there, or choose another with %s=PORT"
                                .formatted(port.number(), port.purpose(), port.flag()));
            }
        }
        return Optional.empty();
    }
}
