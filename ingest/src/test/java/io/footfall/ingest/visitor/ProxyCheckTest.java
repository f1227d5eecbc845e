package io.footfall.ingest.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyCheckTest {
    private static final PatternFormatter FORMAT = new PatternFormatter("%s");
    private static final String SETTING = "footfall.ingest.trusted-proxies";

    private final Logger logger = Logger.getLogger(ProxyCheck.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            lines.add(FORMAT.format(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void collectLines() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopCollecting() {
        logger.removeHandler(handler);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 |",
                "1 | 192.0.2.5",
                "1 | 192.0.2.5, 10.0.0.1",
                "2 | 192.0.2.5, 10.0.0.1",
                "2 | 1, 2, 3, 4",
            })
    void saysNothingWhereTheSettingFits(int proxies, String forwardedFor) {
        new ProxyCheck(proxies).check(forwardedFor);

        assertThat(lines).isEmpty();
    }

    @Test
    void saysOnceThatAProxyIsNotConfigured() {
        var check = new ProxyCheck(0);

        check.check("192.0.2.5");
        check.check("192.0.2.6");

        assertThat(lines).singleElement().asString().contains(SETTING + " is 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 |",
                "1 | ' '",
                "2 | 192.0.2.5",
                "3 | 192.0.2.5, 10.0.0.1",
            })
    void saysOnceThatEntriesAreMissing(int proxies, String forwardedFor) {
        var check = new ProxyCheck(proxies);

        check.check(forwardedFor);
        check.check(forwardedFor);

        assertThat(lines).singleElement().asString().contains("fewer entries", SETTING + ", which is " + proxies);
    }
}
