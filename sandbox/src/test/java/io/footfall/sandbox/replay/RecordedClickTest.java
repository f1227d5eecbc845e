package io.footfall.sandbox.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedClickTest {
    @Test
    void replacingTheTimeOfAClickChangesNothingElse() {
        var click = click("{ \"t\":\"é\",\"ts_ingest\" : 1515819844345 , \"ts\":{\"ts_ingest\":7}}");

        assertThat(text(click.at(5))).isEqualTo("{ \"t\":\"é\",\"ts_ingest\" : 5 , \"ts\":{\"ts_ingest\":7}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ts_ingest\": null}",
                "{\"ts_ingest\":\"1515819844345\"}",
                "{\"ts_ingest\":1.5}",
                "{\"ts_ingest\":99999999999999999999}",
                "{}"
            })
    void anObjectWithoutAnIntegerTimeIsUnchanged(String line) {
        var click = click(line);

        assertThat(click.isObject()).isTrue();
        assertThat(click.time()).isEmpty();
        assertThat(text(click.at(5))).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"a\":1",
                "{\"a\":1} {\"b\":2}",
                "[{\"ts_ingest\":1}",
                "[{\"a\":1}] []",
                "7",
                "{'a':1}"
            })
    void aLineThatIsNotOneObjectIsRecognized(String line) {
        assertThat(click(line).isObject()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"ts_ingest\":1}] | {\"ts_ingest\":1}",
                " [ {\"a\": [1,{}] } ,{\"é\":\"]\"}, ] | [ {\"a\": [1,{}] } ,{\"é\":\"]\"}, ]",
                "[{\"a\": [1,{}] } ,{\"é\":\"]\"}] | {\"a\": [1,{}] };{\"é\":\"]\"}",
                "[7, \"x\",null ,[{}],-1.5e3] | 7;\"x\";null;[{}];-1.5e3"
            })
    void anArrayIsAsManyClicksAsItHasElements(String line, String elements) {
        assertThat(clicks(line)).extracting(RecordedClickTest::text).containsExactly(elements.split(";"));
    }

    @Test
    void theTimeOfAClickInAnArrayCanBeReplaced() {
        var clicks = clicks("[{\"ts_ingest\":1515819844345,\"t\":\"é\"},{\"ts_ingest\": 2 }]");

        assertThat(text(clicks.get(0).at(5))).isEqualTo("{\"ts_ingest\":5,\"t\":\"é\"}");
        assertThat(text(clicks.get(1).at(1234))).isEqualTo("{\"ts_ingest\": 1234 }");
    }

    @Test
    void anEmptyArrayIsNoClick() {
        assertThat(clicks("[ ]")).isEmpty();
    }

    @Test
    void distancesOfShiftedClicksAreDividedByTheSpeed() {
        var start = Instant.parse("2026-01-01T00:00:00Z");
        var schedule = new ReplaySchedule(start, new ReplaySpeed(2));

        var first = schedule.shifted(click("{\"ts_ingest\":1000}"));
        var second = schedule.shifted(click("{\"ts_ingest\":5000}"));

        assertThat(first.time()).isEqualTo(OptionalLong.of(start.toEpochMilli()));
        assertThat(second.time()).isEqualTo(OptionalLong.of(start.toEpochMilli() + 2000));
        assertThat(schedule.sendTime(click("{\"ts_ingest\":5000}"))).isEqualTo(start.plusSeconds(2));
        assertThat(schedule.sendTime(click("{\"ts_ingest\":null}"))).isEqualTo(start.plusSeconds(2));
    }

    private static RecordedClick click(String line) {
        assertThat(clicks(line)).hasSize(1);
        return clicks(line).get(0);
    }

    private static List<RecordedClick> clicks(String line) {
        return RecordedClick.allOf(new RecordedLine(line.getBytes(UTF_8), "file", 1));
    }

    private static String text(RecordedClick click) {
        return new String(click.bytes(), UTF_8);
    }
}
