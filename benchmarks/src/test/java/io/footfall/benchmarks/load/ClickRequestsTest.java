package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ClickRequestsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long NOW = 1_795_369_527_594L;

    private static final ClickRequests REQUESTS = new ClickRequests(8080);

    @Test
    void aClickHasTheNineFieldsAndTheTimeAtWhichItIsSent() throws JsonProcessingException {
        for (var click : JSON.readTree(body(written(0, 500)))) {
            if (click.size() > 1) {
                assertThat(click.fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder(
                                "visitor_platform",
                                "ts_ingest",
                                "article_title",
                                "visitor_country",
                                "visitor_page_timer",
                                "visitor_os",
                                "article",
                                "visitor_page_height",
                                "visitor_browser");
                assertThat(click.get("ts_ingest").asLong()).isEqualTo(NOW);
                assertThat(click.toString().length()).isBetween(240, 480);
            }
        }
    }

    @Test
    void anArrayHasTheSameClicksAsSingleRequests() throws JsonProcessingException {
        var clicks = JSON.readTree(body(written(200, 100)));

        assertThat(clicks).hasSize(100);
        assertThat(clicks.get(0)).isEqualTo(JSON.readTree(body(written(200, 1))));
        assertThat(clicks.get(99)).isEqualTo(JSON.readTree(body(written(299, 1))));
    }

    @Test
    void clicksOfTheMarketAreThoseThatTheProcessorCleans() throws JsonProcessingException {
        for (var sequence = 0; sequence < 500; sequence++) {
            var country = JSON.readTree(body(written(sequence, 1)))
                    .path("visitor_country")
                    .asText();
            assertThat(REQUESTS.isInMarket(sequence))
                    .isEqualTo(country.equalsIgnoreCase("BE") || country.equalsIgnoreCase("NL"));
        }
    }

    @Test
    void theLengthOfTheBodyIsInTheHead() {
        for (var clicks : new int[] {1, 100}) {
            var request = written(0, clicks);
            assertThat(request).contains("\r\nContent-Length: " + body(request).getBytes(UTF_8).length + "\r\n\r\n");
        }
    }

    @Test
    void requestsComeFromManyVisitors() {
        var visitors = new HashSet<String>();
        for (var sequence = 0; sequence < 500; sequence++) {
            visitors.add(written(sequence, 1).replaceFirst("(?s)Content-Length.*", ""));
        }
        assertThat(visitors).hasSize(500);
    }

    private String written(int sequence, int clicks) {
        var request = ByteBuffer.allocate(1 << 20);
        REQUESTS.write(request, sequence, clicks, NOW);
        return UTF_8.decode(request.flip()).toString();
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }
}
