package io.footfall.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.sandbox.services.Service;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ServiceEnvironmentTest {
    private static final String PROXIES = "FOOTFALL_INGEST_TRUSTED_PROXIES";
    private static final String LEVEL = "QUARKUS_LOG_CATEGORY__IO_FOOTFALL_INGEST_VISITOR__LEVEL";

    @Test
    void ingestDoesNotWarnOfClicksWithoutTheProxyOfSimulatedVisitors() {
        assertThat(ofIngest(Map.of())).containsEntry(PROXIES, "1").containsEntry(LEVEL, "ERROR");
    }

    @Test
    void ingestWarnsIfSomebodyHasSetTheNumberOfProxies() {
        assertThat(ofIngest(Map.of(PROXIES, "2"))).doesNotContainKeys(PROXIES, LEVEL);
    }

    private static Map<String, String> ofIngest(Map<String, String> inherited) {
        var command = new Parsed();
        new CommandLine(command).parseArgs();
        return new ServiceEnvironment(new Environment(inherited), command.options, "a secret").of(Service.INGEST);
    }

    @Command
    private static final class Parsed {
        @Mixin
        private Options options;
    }
}
