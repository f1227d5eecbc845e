package io.footfall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class MetricLabelsTest {
    private static final String PROPERTIES = "src/main/resources/application.properties";

    /** Quarkus counts requests by method, and a client may invent a method for each: the metrics would grow without bound. */
    @Test
    void noServiceCountsRequestsByTheMethodsOfClients() {
        var services = ProjectFiles.productionModules().stream()
                .map(module -> module.resolve(PROPERTIES))
                .filter(Files::exists)
                .toList();

        assertThat(services).hasSize(4).allSatisfy(service -> assertThat(ProjectFiles.text(service))
                .containsPattern("(?m)^quarkus\\.micrometer\\.binder\\.http-server\\.enabled=false$"));
    }
}
