package io.footfall;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** InfluxDB answers every query of Grafana's dashboard with what the panel shows. */
class GrafanaQueriesTest {
    private static final Path DASHBOARD = Path.of("..", "k8s", "components", "grafana", "footfall.json");
    private static final Set<String> NOT_SHOWN = Set.of("", "result", "table", "_start", "_stop", "_measurement");
    private static final int FIRST_MINUTE = 1_767_268_800;

    /** Points as the processor writes them; the number at the end is seconds after noon. */
    private static final String POINTS = """
            traffic bots=1i,clicks=9i,distinct_articles=2i,final=true,late_clicks=0i,views=6i,visitors=4i 0
            traffic bots=2i,clicks=4i,distinct_articles=1i,final=true,late_clicks=0i,views=3i,visitors=2i 10
            traffic bots=0i,clicks=8i,distinct_articles=1i,final=false,late_clicks=0i,views=5i,visitors=7i 60
            articles,rank=01 article="https://news.example/a",title="A",views=4i 0
            articles,rank=02 article="https://news.example/b",title="B",views=2i 0
            articles,rank=01 article="https://news.example/b",title="B now",views=3i 10
            countries,visitor_country=BE views=4i 0
            countries,visitor_country=NL views=2i 0
            countries,visitor_country=NL views=3i 10
            browsers,visitor_browser=safari views=6i 0
            browsers,visitor_browser=firefox views=1i 10
            browsers,visitor_browser=safari views=2i 10
            flagged count=9i,out_of_market_count=2i,out_of_market_unflagged_count=1i,unflagged_count=3i,visitors=6i,one_hit_visitors=1i 0
            flagged count=0i,out_of_market_count=0i,out_of_market_unflagged_count=0i,unflagged_count=0i,visitors=0i,one_hit_visitors=0i 30
            flagged count=400i,out_of_market_count=7i,out_of_market_unflagged_count=8i,unflagged_count=10i,visitors=380i,one_hit_visitors=350i 60
            accounting,partition=0 cleaned=10i,expired=0i,in_flight=4i,late=0i,not_stored=0i,out_of_market=1i,read=12i,rejected=1i,stored=6i 0
            accounting,partition=1 cleaned=20i,expired=0i,in_flight=0i,late=0i,not_stored=0i,out_of_market=2i,read=22i,rejected=0i,stored=20i 0
            accounting,partition=0 cleaned=15i,expired=1i,in_flight=1i,late=1i,not_stored=0i,out_of_market=1i,read=18i,rejected=2i,stored=13i 60
            accounting,partition=1 cleaned=27i,expired=0i,in_flight=2i,late=0i,not_stored=1i,out_of_market=4i,read=31i,rejected=0i,stored=24i 60
            """;

    /** By panel, the rows of its result: values by column, in the order of their names. */
    private static final Map<String, String> RESULTS = new LinkedHashMap<>();

    static {
        RESULTS.put("variable bucket", "_value=footfall");
        RESULTS.put("annotation Floods", "_time=12:01:00 text=400 page views, 10 other clicks");
        RESULTS.put("stat Views a minute", """
                _field=views _time=12:00:00 _value=9
                _field=views _time=12:01:00 _value=5""");
        RESULTS.put("stat Visitors in 10 s", """
                _field=visitors _time=12:00:00 _value=4
                _field=visitors _time=12:00:10 _value=2
                _field=visitors _time=12:01:00 _value=7""");
        RESULTS.put("stat Not yet stored", """
                _time=12:00:00 _value=4
                _time=12:01:00 _value=3""");
        RESULTS.put("stat Page views among all clicks", """
                _time=12:00:00 share=0.75
                _time=12:01:00 share=0.975609756097561""");
        RESULTS.put("timeseries Views a minute", """
                _field=bots _time=12:00:00 _value=3
                _field=bots _time=12:01:00 _value=0
                _field=views _time=12:00:00 _value=9
                _field=views _time=12:01:00 _value=5""");
        RESULTS.put("timeseries Visitors of a 10 s window", RESULTS.get("stat Visitors in 10 s"));
        RESULTS.put("table Top articles", """
                article=https://news.example/b title=B now views=5
                article=https://news.example/a title=A views=4""");
        RESULTS.put("timeseries Clicks by result, a minute", """
                _field=cleaned _time=12:01:00 _value=12
                _field=expired _time=12:01:00 _value=1
                _field=late _time=12:01:00 _value=1
                _field=not_stored _time=12:01:00 _value=1
                _field=out_of_market _time=12:01:00 _value=2
                _field=rejected _time=12:01:00 _value=1""");
        RESULTS.put("timeseries Page views and other clicks in 30 s", """
                _field=count _time=12:00:00 _value=9
                _field=count _time=12:00:30 _value=0
                _field=count _time=12:01:00 _value=400
                _field=out_of_market_count _time=12:00:00 _value=2
                _field=out_of_market_count _time=12:00:30 _value=0
                _field=out_of_market_count _time=12:01:00 _value=7
                _field=out_of_market_unflagged_count _time=12:00:00 _value=1
                _field=out_of_market_unflagged_count _time=12:00:30 _value=0
                _field=out_of_market_unflagged_count _time=12:01:00 _value=8
                _field=unflagged_count _time=12:00:00 _value=3
                _field=unflagged_count _time=12:00:30 _value=0
                _field=unflagged_count _time=12:01:00 _value=10""");
        RESULTS.put("timeseries Visitors in 30 s, and those with a single click", """
                _field=one_hit_visitors _time=12:00:00 _value=1
                _field=one_hit_visitors _time=12:00:30 _value=0
                _field=one_hit_visitors _time=12:01:00 _value=350
                _field=visitors _time=12:00:00 _value=6
                _field=visitors _time=12:00:30 _value=0
                _field=visitors _time=12:01:00 _value=380""");
        RESULTS.put("bargauge Views by country", """
                _value=5 visitor_country=NL
                _value=4 visitor_country=BE""");
        RESULTS.put("bargauge Views by browser", """
                _value=8 visitor_browser=safari
                _value=1 visitor_browser=firefox""");
    }

    @Test
    void everyQueryHasAnExpectedResult() throws IOException {
        assertThat(queries().keySet()).isEqualTo(RESULTS.keySet());
    }

    @Test
    void everyQueryReturnsWhatItsPanelShows(@TempDir Path directory) throws Exception {
        try (var influx = new InfluxDbProcess(directory)) {
            influx.write(POINTS.lines().map(GrafanaQueriesTest::atItsTime).collect(joining("\n")));

            for (var query : queries().entrySet()) {
                assertThat(rows(influx.query(query.getValue())))
                        .as(query.getKey())
                        .isEqualTo(RESULTS.get(query.getKey()));
            }
        }
    }

    private static String atItsTime(String point) {
        var end = point.lastIndexOf(' ') + 1;
        return point.substring(0, end) + (FIRST_MINUTE + Long.parseLong(point.substring(end))) + "000000000";
    }

    /** The queries by panel, with the bucket and the range of time that Grafana puts into them. */
    private static Map<String, String> queries() throws IOException {
        var dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
        var queries = new LinkedHashMap<String, String>();
        for (var variable : dashboard.at("/templating/list")) {
            put(queries, "variable " + text(variable, "name"), variable.at("/query/query"));
        }
        for (var annotation : dashboard.at("/annotations/list")) {
            put(queries, "annotation " + text(annotation, "name"), annotation.at("/target/query"));
        }
        for (var panel : dashboard.path("panels")) {
            assertThat(panel.path("targets")).hasSize(1);
            put(queries, text(panel, "type") + " " + text(panel, "title"), panel.at("/targets/0/query"));
        }
        return queries;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static void put(Map<String, String> queries, String panel, JsonNode query) {
        var previous = queries.put(
                panel,
                query.asText()
                        .replace("${bucket}", "footfall")
                        .replace("v.timeRangeStart", "2026-01-01T11:00:00Z")
                        .replace("v.timeRangeStop", "2026-01-01T13:00:00Z")
                        .replace("v.windowPeriod", "10s"));
        assertThat(previous).as(panel).isNull();
    }

    /** CSV as lines of {@code column=value}, without columns that no panel shows. */
    private static String rows(String csv) {
        return Arrays.stream(csv.replace("\r", "").strip().split("\n\n+"))
                .flatMap(table -> {
                    var lines = table.lines().map(GrafanaQueriesTest::cells).toList();
                    return lines.stream().skip(1).map(cells -> row(lines.get(0), cells));
                })
                .collect(joining("\n"));
    }

    private static String[] cells(String line) {
        return line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
    }

    private static String row(String[] columns, String[] cells) {
        return IntStream.range(0, columns.length)
                .filter(index -> !NOT_SHOWN.contains(columns[index]))
                .mapToObj(index ->
                        columns[index] + "=" + cells[index].replace("\"", "").replaceFirst("^2026-01-01T(.*)Z$", "$1"))
                .sorted()
                .collect(joining(" "));
    }
}
