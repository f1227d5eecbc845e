package io.footfall.sandbox;

import java.util.HashMap;
import java.util.Map;

/** What a service finds in its environment beside the sandbox's own: addresses, and what has to be set for all. */
record ServiceEnvironment(Environment given, Options options, String visitorSecret) {

    Map<String, String> of(Service service) {
        var variables = new HashMap<String, String>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put(
                "QUARKUS_HTTP_PORT",
                Integer.toString(options.ports().of(service).number()));
        if (given.kafka().isEmpty()) {
            variables.put(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    "127.0.0.1:" + options.ports().kafka().number());
        }
        if (given.store().isEmpty()) {
            variables.putAll(store());
        }
        if (given.mail().isEmpty()) {
            variables.put("SMTP_HOST", "127.0.0.1");
            variables.put("SMTP_PORT", Integer.toString(options.ports().smtp().number()));
        }
        addUnlessGiven(variables, "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE", "mail");
        addUnlessGiven(variables, "FOOTFALL_ALERTS_RECEIVERS_ONCALL_TO", "oncall@localhost");
        // The first flood comes before there is much that is usual.
        addUnlessGiven(variables, "FOOTFALL_ALERTS_RULES_FLOOD_WARM_UP_WINDOWS", "2");
        addUnlessGiven(variables, "FOOTFALL_ACCESS", "permit");
        addUnlessGiven(variables, "FOOTFALL_INGEST_TRUSTED_PROXIES", "1");
        addUnlessGiven(variables, "FOOTFALL_INGEST_VISITOR_SECRET", visitorSecret);
        addUnlessGiven(variables, "FOOTFALL_INGEST_SITES", "*");
        addUnlessGiven(variables, "FOOTFALL_INGEST_TRUSTED_SENDERS", "127.0.0.0/8,::1,198.18.0.0/15");
        addUnlessGiven(variables, "FOOTFALL_INGEST_DEFAULT_COUNTRY", "BE");
        addUnlessGiven(variables, "FOOTFALL_PROCESSOR_PARTITIONS", Integer.toString(options.partitions()));
        return variables;
    }

    private Map<String, String> store() {
        return Map.of(
                "INFLUXDB_URL", "http://127.0.0.1:" + options.ports().store().number(),
                "INFLUXDB_TOKEN", "sandbox",
                "INFLUXDB_ORG", "footfall",
                "INFLUXDB_BUCKET", "footfall");
    }

    private void addUnlessGiven(Map<String, String> variables, String name, String value) {
        if (!given.says(name)) {
            variables.put(name, value);
        }
    }
}
