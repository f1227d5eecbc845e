package io.footfall.benchmarks.process;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broker, a store and the four services, open to everybody, with empty topics. The services come first. */
public record FullSystem(Servers servers, Map<String, ServerProcess> processes) {
    public static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");

    /**
     * Starts the servers, one after the other.
     *
     * @param name of its directories, which no other system has
     * @param natively whether native binaries run instead of the JVM
     * @param more environment variables of all services
     */
    public static FullSystem start(Servers servers, String name, boolean natively, Map<String, String> more)
            throws Exception {
        var project = servers.project();
        var broker = servers.startBroker(name + "-kafka", Servers.PARTITIONS);
        var store = servers.startStore(name + "-store");
        var environment = new HashMap<>(more);
        environment.put("INFLUXDB_URL", "http://127.0.0.1:" + store.port());
        var processes = new LinkedHashMap<String, ServerProcess>();
        for (var service : SERVICES) {
            var command = natively ? Project.command(project.binary(service).orElseThrow()) : project.command(service);
            processes.put(service, servers.startService(name + "-" + service, command, broker, environment));
        }
        processes.put("broker", broker);
        processes.put("store", store);
        return new FullSystem(servers, processes);
    }

    public int port(String name) {
        return processes.get(name).port();
    }

    public Map<String, ProcessUsage> usage() throws IOException {
        var usage = new LinkedHashMap<String, ProcessUsage>();
        for (var process : processes.entrySet()) {
            usage.put(process.getKey(), process.getValue().usage());
        }
        return usage;
    }

    /** Ends the services before the servers that they use. */
    public void end() throws Exception {
        for (var process : processes.values()) {
            servers.end(process);
        }
    }
}
