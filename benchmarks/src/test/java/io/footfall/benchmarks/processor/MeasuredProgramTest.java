package io.footfall.benchmarks.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MeasuredProgramTest {
    private static final Path PROCESSOR = Path.of("../processor/src/main/resources/application.properties");
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\.connector");

    @Test
    void theChannelsThatAreSwitchedOffAreThoseThatTheProcessorReads() throws IOException {
        var settings = new Properties();
        try (InputStream file = Files.newInputStream(PROCESSOR)) {
            settings.load(file);
        }
        var channels = settings.stringPropertyNames().stream()
                .map(CHANNEL::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1));

        assertThat(channels).containsExactlyInAnyOrderElementsOf(MeasuredProgram.STORE_CHANNELS);
    }
}
