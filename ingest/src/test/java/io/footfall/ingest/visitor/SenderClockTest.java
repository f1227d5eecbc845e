package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SenderClockTest {
    private static final long NOW = 1_795_370_786_865L;

    @ParameterizedTest
    @ValueSource(longs = {150_000, -360_000, 5_000, -5_000, 86_400_000, 1_795_370_000_000L})
    void aClockThatIsBehindOrAheadIsCorrectedByTheDifference(long behind) {
        assertThat(SenderClock.correction("sent=" + (NOW - behind), NOW)).isEqualTo(behind);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 4_999, -4_999})
    void theTimeThatARequestTakesIsNoDifferenceOfClocks(long behind) {
        assertThat(SenderClock.correction("sent=" + (NOW - behind), NOW)).isZero();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bot=webdriver", "resent=1", "sent", "&", "x=sent=1"})
    void aSenderThatDoesNotSayItsTimeIsNotCorrected(String query) {
        assertThat(SenderClock.correction(query, NOW)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b&sent=%s", "sent=%s&bot=webdriver", "sent=%s&sent=1", "&&sent=%s&"})
    void theFirstValueCountsWhereverItStands(String query) {
        assertThat(SenderClock.correction(query.formatted(NOW - 60_000), NOW)).isEqualTo(60_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795370786", "1000000000", "9999999999"})
    void secondsAreRecognised(String seconds) {
        assertThatThrownBy(() -> SenderClock.correction("sent=" + seconds, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sent is in seconds: send milliseconds since 1970 (1000 times as much)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.795370786865e12",
                "1795370786865.5",
                "-1",
                "+1795370786865",
                "now",
                "2026-11-30T12:00:00Z",
                "1795370786865000",
                "1795370786865000000",
                "99999999999999999999999999",
                "%D9%A1"
            })
    void whatIsNotAWholeNumberOfMillisecondsIsRefusedWithAnExample(String sent) {
        assertThatThrownBy(() -> SenderClock.correction("sent=" + sent, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in whole milliseconds since 1970, such as 1795370786865");
    }

    @Test
    void aBrokenEncodingIsNamed() {
        assertThatThrownBy(() -> SenderClock.correction("sent=%zz", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sent is not percent-encoded correctly");
    }

    @ParameterizedTest
    @CsvSource({
        "bot=webdriver, webdriver",
        "sent=1&bot=webdriver, webdriver",
        "bot=Our%20own+monitor, Ourownmonitor",
        "bot=1234567890123456789012345678901234567890123, 1234567890123456789012345678901234567890",
        "bot=, other",
        "bot=%F0%9F%98%80, other"
    })
    void theNameThatABotGivesItselfIsShortAndPrintable(String query, String name) {
        assertThat(DeclaredBot.name(query)).hasValue(name);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "bot", "robot=x", "sent=1795370786865"})
    void whoNamesNoBotIsNone(String query) {
        assertThat(DeclaredBot.name(query)).isEmpty();
    }
}
