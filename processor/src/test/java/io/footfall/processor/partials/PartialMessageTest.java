package io.footfall.processor.partials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.footfall.processor.accounting.ProcessedClickCounts;
import io.footfall.processor.accounting.StoredPointCounts;
import io.footfall.processor.state.StateJson;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PartialMessageTest {
    private final PartialMessageDeserializer deserializer = new PartialMessageDeserializer();

    @Test
    void aWindowPartIsWrittenAndReadAsJson() {
        var totals = JsonNodeFactory.instance.objectNode().put("clicks", 3);
        var part = new WindowPart("traffic", 1, 1_515_844_800_000L, totals);

        assertThat(written(part))
                .isEqualTo("{\"type\":\"window\",\"kind\":\"traffic\",\"partition\":1,\"start\":1515844800000,"
                        + "\"totals\":{\"clicks\":3}}");
        assertThat(part.key()).isEqualTo("traffic-1");
        assertThat(copy(part)).isEqualTo(part);
    }

    @Test
    void aWatermarkAdvanceIsWrittenAndReadAsJson() {
        var advance = new WatermarkAdvance("traffic", 1, 1_515_844_800_000L, true);

        assertThat(written(advance))
                .isEqualTo("{\"type\":\"watermark\",\"kind\":\"traffic\",\"partition\":1,"
                        + "\"watermark\":1515844800000,\"idle\":true}");
        assertThat(copy(advance)).isEqualTo(advance);
    }

    @Test
    void countsAreWrittenAndReadAsJson() {
        var processed = new ProcessedCountsPart(2, new ProcessedClickCounts(4, 2, 1, Map.of("not_json", 1L), 1));
        var stored = new StoredCountsPart(2, new StoredPointCounts(5, 1, 7));

        assertThat(copy(processed)).isEqualTo(processed);
        assertThat(written(stored))
                .isEqualTo(
                        "{\"type\":\"stored\",\"partition\":2,\"counts\":{\"stored\":5,\"notStored\":1,\"expired\":7}}");
        assertThat(copy(stored)).isEqualTo(stored);
    }

    @Test
    void countsOfOlderVersionsAreRead() {
        var older = "{\"type\":\"stored\",\"partition\":2,\"counts\":{\"stored\":5,\"notStored\":1}}";

        assertThat(deserializer.deserialize("clicks-partial-totals", older.getBytes(UTF_8)))
                .isEqualTo(new StoredCountsPart(2, new StoredPointCounts(5, 1, 0)));
    }

    private static String written(PartialMessage message) {
        return new String(StateJson.write(message), UTF_8);
    }

    private PartialMessage copy(PartialMessage message) {
        return deserializer.deserialize("clicks-partial-totals", StateJson.write(message));
    }
}
