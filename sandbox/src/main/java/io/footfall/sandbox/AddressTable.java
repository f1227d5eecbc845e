package io.footfall.sandbox;

import io.footfall.sandbox.services.Service;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Formats the addresses of all running parts as a table for the console. */
final class AddressTable {
    private AddressTable() {}

    static List<String> lines(Options options, Environment environment, String bootstrapServers, Path mails) {
        var ports = options.ports();
        var rows = new ArrayList<String>();
        rows.add(row("dashboard", service(Service.DASHBOARD, "/", options), ""));
        rows.add(row("alerts", service(Service.ALERTS, "/alerts", options), "HTTP API"));
        rows.add(row("ingest", service(Service.INGEST, "/clicks", options), "POST clicks here"));
        if (options.services().contains(Service.INGEST)) {
            rows.add(row("tracker", service(Service.INGEST, "/tracker.js", options), "script for web pages"));
        }
        rows.add(row("processor", service(Service.PROCESSOR, "/replay", options), "HTTP API"));
        options.services()
                .forEach(service -> rows.add(row(
                        "health", localhost(options.ports().managementOf(service)) + "/q/health", "of " + service)));
        rows.add(row("Kafka", bootstrapServers, ""));
        if (environment.store().isPresent()) {
            rows.add(row("InfluxDB", environment.store().get(), ""));
        } else {
            rows.add(row("store", localhost(ports.store()), "InfluxDB-compatible"));
            rows.add(row("SQL console", localhost(ports.console()), "queries the store"));
        }
        rows.add(
                environment.mail().isPresent()
                        ? row("mail", environment.mail().get(), "SMTP")
                        : row("mail", "localhost:" + ports.smtp().number(), "SMTP; saved in " + mails));
        return rows;
    }

    private static String service(Service service, String path, Options options) {
        return options.services().contains(service)
                ? localhost(options.ports().of(service)) + path
                : "not started; run it with ./mvnw -pl " + service + " quarkus:dev";
    }

    private static String localhost(Port port) {
        return "http://localhost:" + port.number();
    }

    private static String row(String name, String address, String note) {
        return "  %-12s %-34s %s".formatted(name, address, note).stripTrailing();
    }
}
