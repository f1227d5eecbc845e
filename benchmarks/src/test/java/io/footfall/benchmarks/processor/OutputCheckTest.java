package io.footfall.benchmarks.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import org.junit.jupiter.api.Test;

class OutputCheckTest {
    @Test
    void aWindowOfTheProcessorHasTheClicksOfAllCountries() {
        var window = "{\"flagged\":true,\"count\":5,\"unflagged_count\":3,"
                + "\"out_of_market\":{\"count\":2,\"unflagged_count\":1}}";

        assertThat(clicks(window)).isEqualTo(11);
    }

    @Test
    void aWindowOfSparkHasOneCount() {
        assertThat(clicks("{\"flagged\":false,\"count\":5}")).isEqualTo(5);
    }

    private static long clicks(String window) {
        return OutputCheck.clicks(Json.read(window.getBytes(UTF_8), JsonNode.class));
    }
}
