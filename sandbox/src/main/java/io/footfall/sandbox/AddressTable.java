package io.footfall.sandbox;

import io.footfall.sandbox.services.Service;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Formats the addresses of all running parts as a table for the console. */
final class AddressTable {
    private AddressTable() {}

    static List<String> lines(Options options, Environment environment, String bootstrapServers) {
        var ports = options.ports();
        var lines = new ArrayList<String>();
        for (var service : EnumSet.allOf(Service.class)) {
            lines.add(row(service.toString(), service(service, options)));
        }
        lines.add(row("kafka", bootstrapServers));
        lines.add(row(
                "store",
                environment.store().orElse("http://localhost:" + ports.store().number())));
        if (environment.store().isEmpty()) {
            lines.add(row("SQL console", "http://localhost:" + ports.console().number()));
        }
        lines.add(row(
                "mail (SMTP)",
                environment.mail().orElse("localhost:" + ports.smtp().number())));
        return lines;
    }

    private static String service(Service service, Options options) {
        if (!options.services().contains(service)) {
            return "run it yourself: ./mvnw -pl " + service + " quarkus:dev";
        }
        var path =
                switch (service) {
                    case INGEST -> "/clicks";
                    case PROCESSOR -> "/q/health";
                    case ALERTS -> "/alerts";
                    case DASHBOARD -> "/";
                };
        return "http://localhost:" + options.ports().of(service).number() + path;
    }

    private static String row(String name, String address) {
        return "  %-12s %s".formatted(name, address);
    }
}
