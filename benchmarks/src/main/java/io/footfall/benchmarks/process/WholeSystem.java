package io.footfall.benchmarks.process;

import io.footfall.benchmarks.process.Installation.Listening;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Broker, store and the four services, open to everybody, with nothing done yet. */
public final class WholeSystem {
    public static final List<String> SERVICES = List.of("ingest", "processor", "alerts", "dashboard");

    private final Installation installation;
    private final Listening broker;
    private final Listening store;
    private final Map<String, Listening> services = new LinkedHashMap<>();
    private final Map<String, Double> readyMillis = new LinkedHashMap<>();

    /**
     * Starts the servers, one after the other.
     *
     * @param name of its directories, so that it finds nothing of another
     * @param commands what runs a service
     * @param more variables of all services' environment
     */
    public WholeSystem(Installation installation, String name, Commands commands, Map<String, String> more)
            throws IOException, InterruptedException {
        this.installation = installation;
        broker = installation.startBroker(name + "-kafka");
        store = installation.startStore(name + "-store", Workplace.freePort(), Workplace.freePort());
        installation.createTables(store);
        var environment = new HashMap<>(environment());
        environment.putAll(more);
        for (var service : SERVICES) {
            var command = commands.of(service);
            var began = System.nanoTime();
            services.put(service, installation.startService(name + "-" + service, command, environment));
            readyMillis.put(service, (System.nanoTime() - began) / 1e6);
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "INFLUXDB_URL",
                "http://127.0.0.1:" + store.port(),
                "FOOTFALL_ACCESS",
                "permit",
                "FOOTFALL_INGEST_VISITOR_SECRET",
                "known, because nobody is a visitor here",
                "FOOTFALL_INGEST_TRUSTED_PROXIES",
                "1",
                "FOOTFALL_INGEST_TRUSTED_SENDERS",
                "0.0.0.0/0,::/0",
                "FOOTFALL_INGEST_SITES",
                "*");
    }

    public Listening broker() {
        return broker;
    }

    public Listening store() {
        return store;
    }

    public int port(String service) {
        return services.get(service).port();
    }

    /** From the start of a service's process until it said that it was ready. */
    public double readyMillis(String service) {
        return readyMillis.get(service);
    }

    /** What each service, the broker and the store have used so far. */
    public Map<String, Vitals> vitals() throws IOException {
        var vitals = new LinkedHashMap<String, Vitals>();
        for (var service : SERVICES) {
            vitals.put(service, services.get(service).server().vitals());
        }
        vitals.put("broker", broker.server().vitals());
        vitals.put("store", store.server().vitals());
        return vitals;
    }

    /** Ends the services before what they lean on; the workplace does it if something has failed. */
    public void end() throws IOException, InterruptedException {
        for (var service : services.values()) {
            installation.workplace().end(service.server());
        }
        installation.workplace().end(store.server());
        installation.workplace().end(broker.server());
    }

    /** How a service is run. */
    @FunctionalInterface
    public interface Commands {
        List<String> of(String service) throws IOException;
    }
}
