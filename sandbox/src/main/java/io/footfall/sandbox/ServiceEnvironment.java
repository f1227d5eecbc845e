package io.footfall.sandbox;

import io.footfall.sandbox.services.Service;
import java.util.HashMap;
import java.util.Map;

/** Environment variables of a service: addresses of the servers, and settings that suit a sandbox. */
record ServiceEnvironment(Environment inherited, Options options, String visitorSecret) {
    private static final String TRUSTED_PROXIES = "FOOTFALL_INGEST_TRUSTED_PROXIES";

    Map<String, String> of(Service service) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put(
                "QUARKUS_HTTP_PORT",
                Integer.toString(options.ports().of(service).number()));
        variables.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        variables.put(
                "QUARKUS_MANAGEMENT_PORT",
                Integer.toString(options.ports().managementOf(service).number()));
        if (inherited.kafka().isEmpty()) {
            variables.put(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:" + options.ports().kafka().number());
        }
        if (inherited.store().isEmpty()) {
            variables.putAll(store());
        }
        if (inherited.mail().isEmpty()) {
            variables.put("SMTP_HOST", "127.0.0.1");
            variables.put("SMTP_PORT", Integer.toString(options.ports().smtp().number()));
        }
        if (!inherited.has("FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE")) {
            variables.put("FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail");
            addUnlessSet(variables, "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "oncall@localhost");
        }
        // The first simulated flood starts after about three minutes.
        addUnlessSet(variables, "FOOTFALL_ALERTS_RULES_FLOOD_WARM_UP_WINDOWS", "2");
        addUnlessSet(variables, "FOOTFALL_ACCESS", "permit");
        if (!inherited.has(TRUSTED_PROXIES)) {
            // Simulated visitors seem to come through a proxy. Others do not, which is worth a warning only elsewhere.
            variables.put(TRUSTED_PROXIES, "1");
            variables.put("QUARKUS_LOG_CATEGORY__IO_FOOTFALL_INGEST_VISITOR__LEVEL", "ERROR");
        }
        addUnlessSet(variables, "FOOTFALL_INGEST_VISITOR_SECRET", visitorSecret);
        addUnlessSet(variables, "FOOTFALL_INGEST_SITES", "*");
        addUnlessSet(variables, "FOOTFALL_INGEST_TRUSTED_SENDERS", "127.0.0.0/8,::1,198.18.0.0/15");
        addUnlessSet(variables, "FOOTFALL_INGEST_ACCESS_LOG_SENDERS", "127.0.0.0/8,::1");
        addUnlessSet(variables, "FOOTFALL_INGEST_DEFAULT_COUNTRY", "BE");
        addUnlessSet(variables, Environment.MAX_BEHIND, Environment.ANY_AGE);
        addUnlessSet(variables, "FOOTFALL_PROCESSOR_PARTITIONS", Integer.toString(options.partitions()));
        return variables;
    }

    private Map<String, String> store() {
        return Map.of(
                "INFLUXDB_URL", "http://127.0.0.1:" + options.ports().store().number(),
                "INFLUXDB_TOKEN", "sandbox",
                "INFLUXDB_ORG", "footfall",
                "INFLUXDB_BUCKET", "footfall");
    }

    private void addUnlessSet(Map<String, String> variables, String name, String value) {
        if (!inherited.has(name)) {
            variables.put(name, value);
        }
    }
}
