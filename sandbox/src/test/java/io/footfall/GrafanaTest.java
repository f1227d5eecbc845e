package io.footfall;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grafana's dashboard queries nothing but what docs/interfaces.md says is in InfluxDB. */
class GrafanaTest {
    private static final Path DASHBOARD = Path.of("..", "k8s", "components", "grafana", "footfall.json");
    private static final Path INTERFACES = Path.of("..", "docs", "interfaces.md");
    private static final Pattern MEASUREMENT = Pattern.compile("r\\._measurement == \"(\\w+)\"");
    private static final Pattern FIELD = Pattern.compile("r\\._field == \"(\\w+)\"");
    private static final Pattern AGGREGATION = Pattern.compile("aggregateWindow\\([^)]*\\)");
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    @ParameterizedTest
    @MethodSource("queries")
    void everyQueryNamesAnExistingMeasurementAndExistingFields(String query) throws IOException {
        var measurement = only(MEASUREMENT, query);

        assertThat(documented()).containsKey(measurement);
        assertThat(documented().get(measurement)).containsAll(all(FIELD, query));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everyQueryUsesTheSelectedBucketAndTimeRange(String query) {
        assertThat(query)
                .startsWith("from(bucket: \"${bucket}\")")
                .contains("range(start: v.timeRangeStart, stop: v.timeRangeStop)");
    }

    /** Single clicks are too many to be counted at each refresh; their windows are not. */
    @ParameterizedTest
    @MethodSource("queries")
    void noQueryReadsSingleClicks(String query) {
        assertThat(query).doesNotContain("\"clicks\")");
    }

    /** Flux moves what it aggregates to the end of its window, but a window's time is its start. */
    @ParameterizedTest
    @MethodSource("queries")
    void windowsAreShownAtTheirStart(String query) {
        assertThat(AGGREGATION.matcher(query).results().map(MatchResult::group))
                .allMatch(aggregation -> aggregation.endsWith("timeSrc: \"_start\")"));
    }

    @Test
    void everyPanelQueriesTheProvisionedDataSource() throws IOException {
        var source = Files.readString(DASHBOARD.resolveSibling(Path.of("provisioning", "influxdb.yaml")));

        assertThat(dashboard().findValues("datasource")).hasSizeGreaterThan(10).allSatisfy(datasource -> assertThat(
                        source)
                .contains("uid: " + datasource.path("uid").asText()));
    }

    static Stream<String> queries() throws IOException {
        return dashboard().findValues("query").stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(query -> !query.startsWith("buckets()"));
    }

    private static JsonNode dashboard() throws IOException {
        return new ObjectMapper().readTree(DASHBOARD.toFile());
    }

    /** By measurement, the fields in the page's table. */
    private static Map<String, Set<String>> documented() throws IOException {
        return Files.readAllLines(INTERFACES).stream()
                .map(line -> line.split(" *\\| *", -1))
                .filter(cells -> cells.length == 6 && cells[1].matches("`\\w+`"))
                .collect(toMap(cells -> cells[1].replace("`", ""), cells -> all(CODE, cells[4])));
    }

    private static String only(Pattern pattern, String text) {
        assertThat(all(pattern, text)).hasSize(1);
        return all(pattern, text).iterator().next();
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(toSet());
    }
}
