package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownBotsUpdateTest {
    @Test
    void onlyBotsThatNothingElseIdentifiesAreTaken() throws Exception {
        var list = new ObjectMapper().readTree("""
                [{"pattern":"Watcher\\/","tags":["monitoring"]},
                 {"pattern":"Watchbot","tags":["monitoring"]},
                 {"pattern":"okhttp","tags":["http-library"]},
                 {"pattern":"Messenger","tags":["social-preview"]},
                 {"pattern":"Browsy","tags":["scanner"]},
                 {"pattern":"W3C","tags":["scanner"]},
                 {"pattern":"No tags"}]""");

        assertThat(KnownBotsUpdate.entries(list, List.of("Mozilla/5.0 Browsy/1.0")))
                .containsExactly("No tags", "Watcher/");
    }

    @ParameterizedTest
    @CsvSource({"[pP]ingdom, pingdom", "^LCC , LCC", "(^| )PTST\\/, PTST/", "Google([^-]|$), Google", "2ip\\.ru, 2ip.ru"
    })
    void aPatternThatStandsForOneTextIsThatText(String pattern, String text) {
        assertThat(KnownBotsUpdate.text(pattern)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ahrefs(Bot|SiteAudit)", "BlogTraffic\\/\\d", "a.b", "a+"})
    void aPatternThatStandsForMoreIsLeftOut(String pattern) {
        assertThat(KnownBotsUpdate.text(pattern)).isEmpty();
    }
}
