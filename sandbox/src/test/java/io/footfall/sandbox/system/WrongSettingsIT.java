package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service logs that cannot start because of a setting. */
class WrongSettingsIT {
    @ParameterizedTest
    @CsvSource({
        "ingest, FOOTFALL_INGEST_MAX_CLICK_SIZE, large, footfall.ingest.max-click-size",
        "ingest, FOOTFALL_INGEST_DEFAULT_COUNTRY, Belgium, footfall.ingest.default-country",
        "processor, FOOTFALL_PROCESSOR_GRACE, soon, footfall.processor.grace",
        "processor, FOOTFALL_SERVING_VERSION, V-2, footfall.serving-version",
        "alerts, FOOTFALL_ALERTS_RECEIVERS_ONCALL_TYPE, pager, footfall.alerts.receivers.oncall.type",
        "dashboard, FOOTFALL_DASHBOARD_RETRY, soon, footfall.dashboard.retry",
        "alerts, FOOTFALL_ACCESS, permitt, footfall.access",
        "alerts, FOOTFALL_ALERTS_RULES_FLOOD_MODE, crowd, footfall.alerts.rules.flood.mode",
        "alerts, SMTP_START_TLS, yes, smtp.start-tls",
        "dashboard, FOOTFALL_ACCESS, permitt, footfall.access",
        "dashboard, FOOTFALL_USERS_ANN, secret, footfall.users.ann"
    })
    void aWrongSettingIsOneLineThatNamesIt(String service, String variable, String value, String setting)
            throws Exception {
        var output = start(service, Map.of(variable, value));

        assertThat(output)
                .filteredOn(line -> !line.contains(" INFO ") && !line.contains(" WARN "))
                .singleElement()
                .asString()
                .contains("ERROR", "The service cannot start: ", setting);
    }

    @ParameterizedTest
    @CsvSource({"ingest, footfall.ingest.max-click-size", "processor, footfall.processor.grace"})
    void aMisspeltSettingIsReportedEvenIfAnotherIsWrong(String service, String setting) throws Exception {
        var wrong = setting.toUpperCase(Locale.ROOT).replaceAll("\\W", "_");

        assertThat(start(service, Map.of(wrong, "x", "FOOTFALL_INGEST_SITE", "*")))
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "WARN", "Unknown setting FOOTFALL_INGEST_SITE (did you mean FOOTFALL_INGEST_SITES?)"));
    }

    /** Starts the service, waits until it exits with status 1, and returns what it logged. */
    private static List<String> start(String service, Map<String, String> environment)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(ServiceProgram.command(service, "-Xmx128m")).redirectErrorStream(true);
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        builder.environment().putAll(environment);
        var process = builder.start();
        // A service that starts in spite of the setting would run for ever.
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
        try {
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(output).isOne();
            return output.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
