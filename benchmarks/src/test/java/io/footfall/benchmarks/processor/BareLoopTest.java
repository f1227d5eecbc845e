package io.footfall.benchmarks.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.events.Click;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BareLoopTest {
    private static final String CLICK =
            "{\"visitor_platform\":\"mobile\",\"ts_ingest\":1515819844345,\"article_title\":\"\\\"São\\\"\",\"more\":[1],"
                    + "\"visitor_country\":\"be\",\"visitor_page_timer\":3,\"visitor_os\":\"ios\","
                    + "\"article\":\"https://news.example/a\",\"visitor_page_height\":0,\"visitor_browser\":\"safari\"}";

    @Test
    void aCompleteClickIsParsed() throws IOException {
        assertThat(parse(CLICK))
                .isEqualTo(new Click(
                        "mobile", 1515819844345L, "\"São\"", "BE", 3, "ios", "https://news.example/a", 0, "safari"));
    }

    @Test
    void aClickWithoutAFieldIsNotParsed() throws IOException {
        assertThat(parse("{\"ts_ingest\": null}")).isNull();
        assertThat(parse(CLICK.replace("\"ios\"", "null"))).isNull();
        assertThat(parse("null")).isNull();
    }

    private static Click parse(String json) throws IOException {
        return BareLoop.parse(json.getBytes(UTF_8));
    }
}
