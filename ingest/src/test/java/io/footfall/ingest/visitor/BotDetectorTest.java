package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotDetectorTest {
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (compatible; Somebot/2.1; +https://search.example/bot.html)         | Somebot",
                "Mozilla/5.0 (Linux) AppleWebKit/537.36 (KHTML, like Gecko; compatible; Xbot/1.2) | Xbot",
                "Mozilla/5.0 (Macintosh) Version/17.4 Safari/605.1.15 (Fruitbot/0.1)              | Fruitbot",
                "Mozilla/5.0 (X11; Linux) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36   | HeadlessChrome",
                "Mozilla/5.0 (compatible; Verifier/1.0)                                           | Verifier",
                "LinkSpider-2.0 (like Gecko)                                                      | LinkSpider-2.0",
                "Collector/1.1 (+http://collector.example/why)                                    | Collector",
                "Reader 2 (operator@reader.example)                                               | Reader",
                "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 (+https://a.example)    | other",
            })
    void aUserAgentThatIdentifiesItselfAsABotIsABot(String userAgent, String name) {
        assertThat(BotDetector.name(userAgent)).contains(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                " DatadogSynthetics|DatadogSynthetics",
                " PTST/240101|PTST",
                " GTmetrix|GTmetrix",
                " PingdomTMS/0.8.5|PingdomTMS",
                " RuxitSynthetic/1.0|RuxitSynthetic",
                " (StatusCake)|StatusCake",
                " Site24x7|Site24x7",
                " AcmeSyntheticMonitor/3|AcmeSyntheticMonitor",
                " (Acme Uptime)|Uptime",
                " Ghost Inspector|Ghost-Inspector",
            })
    void aMonitorInARealBrowserIsABot(String afterTheBrowser, String name) {
        assertThat(BotDetector.name(CHROME + afterTheBrowser)).contains(name);
    }

    @ParameterizedTest
    @MethodSource("knownBots")
    void aBotThatWasSeenIsABot(String line) {
        var parts = line.split(" \\| ", 2);

        assertThat(BotDetector.name(parts[1])).contains(parts[0]);
    }

    static List<String> knownBots() {
        return lines("bots.txt");
    }

    @ParameterizedTest
    @MethodSource("realBrowsers")
    void noBrowserOfAPersonIsABot(String userAgent) {
        assertThat(BotDetector.name(userAgent)).isEmpty();
    }

    static List<String> realBrowsers() {
        return lines("real-browsers.txt");
    }

    @Test
    void theListsAreLong() {
        assertThat(knownBots()).hasSizeGreaterThan(48);
        assertThat(realBrowsers()).hasSizeGreaterThan(300);
    }

    private static List<String> lines(String file) {
        try (var lines = new BufferedReader(
                        new InputStreamReader(BotDetectorTest.class.getResourceAsStream(file), StandardCharsets.UTF_8))
                .lines()) {
            return KnownBots.entries(lines);
        }
    }

    /** Phones and tablets are called so; a calendar in the language is no mail address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Linux; Android 7.0; M bot 60 Build/NRD90M) AppleWebKit/537.36 Chrome/58.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 8.1.0; XBot_Senior Build/O11019) AppleWebKit/537.36 Chrome/65.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; Spider 8) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Instagram 330.0 (iOS 17_5; en_IR@calendar=gregorian; en)",
                "Mozilla/5.0 (compatible; U; InfiNet 0.1; Viera) AppleWebKit/420 (KHTML, like Gecko)",
                "Mozilla/4.0 (compatible; Linux 2.6.22) NetFront/3.4 Kindle/2.0 (screen 600x800)",
            })
    void aDeviceThatIsNamedLikeABotIsNoBot(String userAgent) {
        assertThat(BotDetector.name(userAgent)).isEmpty();
    }

    @Test
    void aBotOnADeviceIsABot() {
        assertThat(BotDetector.name("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36"
                        + " Chrome/41.0 Mobile Safari/537.36 (compatible; Searchbot/2.1)"))
                .contains("Searchbot");
    }

    @Test
    void theSameUserAgentGivesTheSameNameAgain() {
        for (var i = 0; i < 10_000; i++) {
            BotDetector.name("Invented/" + i);
        }

        assertThat(BotDetector.name("Somebot/1")).contains("Somebot");
        assertThat(BotDetector.name("Somebot/1")).contains("Somebot");
        assertThat(BotDetector.name(CHROME)).isEmpty();
        assertThat(BotDetector.name(CHROME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CHROME,
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Safari/604.1",
                "Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 Silk/128.3.5 like Chrome/128.0 Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT X30) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 13; CUBOT_KINGKONG_9) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36",
                "Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 6.1; Trident/4.0)",
                "Opera/9.80 (Android; Opera Mini/36.2) Presto/2.12.423 Version/12.16",
                "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 [FBAN/FBIOS;FBAV/468.0;FBLC/nl_NL]",
            })
    void anOrdinaryBrowserIsNoBot(String userAgent) {
        assertThat(BotDetector.name(userAgent)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"curl/8.5.0", "python-requests/2.31", "Java-http-client/17.0.9", "okhttp/4.9", ""})
    void aProgramThatMayForwardOtherPeoplesClicksIsNoBot(String userAgent) {
        assertThat(BotDetector.name(userAgent)).isEmpty();
    }

    @Test
    void aLongUserAgentGivesAShortName() {
        assertThat(BotDetector.name("a".repeat(100) + "bot/" + "1".repeat(8_000)))
                .hasValueSatisfying(name -> assertThat(name).hasSize(BotDetector.LONGEST_NAME));
        assertThat(BotDetector.name(CHROME + " ".repeat(8_000) + "Somebot/1.0")).isEmpty();
    }

    @Property
    void anyUserAgentGivesAPrintableNameOrNone(@ForAll String invented) {
        BotDetector.name(invented);

        assertThat(BotDetector.name(invented + " bot"))
                .hasValueSatisfying(name -> assertThat(name).matches("[!-~]{1,40}"));
    }
}
