package io.footfall.processor.clean;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.Clicks;
import java.time.Duration;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickValidatorTest {
    private static final String VALID = Clicks.json(Clicks.pageView(0));
    private static final long LOG_TIME = Clicks.NOON.toEpochMilli();

    private final ClickValidator validator = new ClickValidator(new Market(Set.of("be", "NL")), Duration.ofMinutes(5));

    @Test
    void aCompleteClickOfTheMarketIsAcceptedWithItsCountryInUpperCase() {
        assertThat(validate(VALID.replace("\"BE\"", "\"be\"")))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.click())
                        .isEqualTo(Clicks.pageView(0)));
    }

    @Test
    void aCompleteClickFromElsewhereIsOutOfMarket() {
        assertThat(validate(VALID.replace("\"BE\"", "\"vn\""))).isInstanceOf(Verdict.OutOfMarket.class);
    }

    @Test
    void extraFieldsAreIgnored() {
        assertThat(validate(VALID.replaceFirst("\\{", "{\"more\":{\"deep\":[1,{}]},")))
                .isInstanceOf(Verdict.Accepted.class);
    }

    /** A login page or a shared map has a thousand characters and more; a click is never dropped for its address. */
    @ParameterizedTest
    @ValueSource(ints = {830, 8_000, 60_000})
    void aClickOnALongAddressIsAccepted(int length) {
        var address = "https://news.example/map?state=" + "%E4%BD%A0".repeat(length / 9);

        assertThat(validate(VALID.replaceFirst("https?://[^\"]*", address)))
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted -> assertThat(accepted.click().article()).isEqualTo(address));
    }

    @Test
    void aRecordWithoutValueIsRejected() {
        assertThat(reason(validator.validate(null, LOG_TIME, null, 0))).isEqualTo("not_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                                    | not_json",
                "nonsense                            | not_json",
                "{\"a\":1                            | not_json",
                "{} {}                               | not_json",
                "{\"a\":NaN}                         | not_json",
                "[]                                  | not_object",
                "[{\"a\":[1]}]                       | not_object",
                "\"text\"                            | not_object",
                "7                                   | not_object",
                "null                                | not_object",
                "{}                                  | missing_field:visitor_platform",
                "{\"ts_ingest\":null}                | missing_field:visitor_platform",
            })
    void anInvalidRecordIsRejectedWithItsReason(String value, String reason) {
        assertThat(reason(validate(value == null ? "" : value))).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"visitor_os\":\"ios\"      | \"visitor_os\":null          | missing_field:visitor_os",
                "\"visitor_os\":\"ios\"      | \"visitor_os\":7             | wrong_type:visitor_os",
                "\"visitor_os\":\"ios\"      | \"visitor_os\":{\"a\":[]}    | wrong_type:visitor_os",
                "\"visitor_page_timer\":0    | \"visitor_page_timer\":\"0\" | wrong_type:visitor_page_timer",
                "\"visitor_page_timer\":0    | \"visitor_page_timer\":0.5   | wrong_type:visitor_page_timer",
                "\"visitor_page_timer\":0    | \"visitor_page_timer\":-1    | bad_value:visitor_page_timer",
                "\"visitor_page_timer\":0    | \"visitor_page_timer\":99999999999999999999 | bad_value:visitor_page_timer",
                "\"visitor_country\":\"BE\"  | \"visitor_country\":\"BEL\"  | bad_value:visitor_country",
                "\"visitor_country\":\"BE\"  | \"visitor_country\":\"B1\"   | bad_value:visitor_country",
                "\"article\":\"https://news.example/one\" | \"article\":\" \" | bad_value:article",
            })
    void anInvalidFieldIsNamedInTheReason(String valid, String broken, String reason) {
        assertThat(VALID).contains(valid);
        assertThat(reason(validate(VALID.replace(valid, broken)))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1795370786",
                "1000000000",
                "9999999999",
                "1795370786.865",
                "1.795370786865e9",
                "1795370786865000",
                "1795370786865000000",
                "1.795370786865e15",
                "\"1795370786\"",
                "\"1795370786.865\"",
                "\" 1795370786 \""
            })
    void aTimeInAnotherUnitThanMillisecondsHasAReasonOfItsOwn(String time) {
        assertThat(reason(validate(withTime(time)))).isEqualTo("not_milliseconds:ts_ingest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.7e12",
                "1700000000000.5",
                "1700000000000.0",
                "\"1700000000000\"",
                "\"2026-11-22T12:00:00Z\"",
                "\"\"",
                "\"1e999999999\"",
                "true",
                "[1795370786]",
                "{\"$numberLong\":\"1795370786\"}"
            })
    void aTimeThatIsNoWholeNumberHasTheWrongType(String time) {
        assertThat(reason(validate(withTime(time)))).isEqualTo("wrong_type:ts_ingest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1795370786", "253402300800000", "99999999999999999999"})
    void aNumberThatIsNoTimeInAnyUnitIsABadValue(String time) {
        assertThat(reason(validate(withTime(time)))).isEqualTo("bad_value:ts_ingest");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 999_999_999, 10_000_000_000L, 1_515_844_800_000L})
    void anyTimeInMillisecondsIsAccepted(long time) {
        assertThat(validate(withTime(Long.toString(time)))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void otherNumbersMayHaveAnyValue() {
        assertThat(validate(VALID.replace("\"visitor_page_height\":0", "\"visitor_page_height\":1795370786")))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private static String withTime(String time) {
        return VALID.replace(Long.toString(LOG_TIME), time);
    }

    @Test
    void theReasonNamesTheFirstInvalidFieldInTheirFixedOrder() {
        assertThat(reason(validate("{\"visitor_browser\":1,\"visitor_platform\":2}")))
                .isEqualTo("wrong_type:visitor_platform");
    }

    @Test
    void eventTimeMayBeLittleAheadOfLogTimeAndAnyTimeBehind() {
        assertThat(validator.validate(
                        bytes(VALID), LOG_TIME - Duration.ofMinutes(5).toMillis(), null, 0))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(validator.validate(
                        bytes(VALID), LOG_TIME - Duration.ofMinutes(5).toMillis() - 1, null, 0)))
                .isEqualTo("in_future");
        assertThat(validator.validate(
                        bytes(VALID), LOG_TIME + Duration.ofDays(3_000).toMillis(), null, 0))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"visitor_country\":null,", "\"visitor_country\":\"\","})
    void aClickWithoutCountryGetsTheOneThatIngestHasFound(String none) {
        var click = VALID.replace("\"visitor_country\":\"BE\",", none);

        assertThat(validate(click, "be"))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.click())
                        .isEqualTo(Clicks.pageView(0)));
        assertThat(validate(click, "VN")).isInstanceOf(Verdict.OutOfMarket.class);
    }

    @Test
    void aClickKeepsItsCountry() {
        assertThat(validate(VALID, "VN"))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.click())
                        .isEqualTo(Clicks.pageView(0)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"BEL\"", "\" \"", "7", "{}"})
    void anInvalidCountryIsNotReplaced(String country) {
        assertThat(validate(VALID.replace("\"BE\"", country), "BE")).isInstanceOf(Verdict.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "BEL", "B1", " BE"})
    void aFoundCountryIsIgnoredUnlessItIsTwoLetters(String found) {
        var click = VALID.replace("\"visitor_country\":\"BE\",", "");

        assertThat(reason(validate(click, found))).isEqualTo("missing_field:visitor_country");
    }

    @Test
    void aClickThatIsFurtherBehindThanTheLimitIsTooOld() {
        var hour = Duration.ofHours(1);
        var strict = new ClickValidator(new Market(Set.of("BE")), hour, hour);
        var time = Clicks.NOON.toEpochMilli();

        assertThat(strict.validate(bytes(VALID), time + hour.toMillis(), null, 0))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(reason(strict.validate(bytes(VALID), time + hour.toMillis() + 1, null, 0)))
                .isEqualTo("too_old");
        assertThat(validator.validate(
                        bytes(VALID), time + Duration.ofDays(9_000).toMillis(), null, 0))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00x", "x\\udbff\\ud800"})
    void aSingleSurrogateIsABadValue(String half) {
        assertThat(reason(validate(VALID.replace("\"One\"", '"' + half + '"')))).isEqualTo("bad_value:article_title");
    }

    @Property
    void anyBytesCanBeValidated(@ForAll byte[] value) {
        assertThat(validator.validate(value, LOG_TIME, "BE", 0)).isInstanceOf(Verdict.Rejected.class);
    }

    private Verdict validate(String value) {
        return validator.validate(bytes(value), LOG_TIME, null, 0);
    }

    private Verdict validate(String value, String foundCountry) {
        return validator.validate(bytes(value), LOG_TIME, foundCountry, 0);
    }

    private static byte[] bytes(String value) {
        return value.getBytes(UTF_8);
    }

    private static String reason(Verdict verdict) {
        return ((Verdict.Rejected) verdict).rejection().code();
    }
}
