package io.footfall.sandbox.system;

import static io.footfall.testing.Patience.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.footfall.events.Json;
import io.footfall.events.Window;
import io.footfall.sandbox.RunningSandbox;
import io.footfall.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A flood of a thousand page views a second, from the first click to its alert and the end of the alert. */
class FloodIT {
    private static final Duration PROMISED = Window.FLAGGED.plus(Patience.promised(Duration.ofSeconds(5)));

    private WebhookReceiver receiver;
    private RunningSandbox sandbox;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        receiver = new WebhookReceiver();
        sandbox = RunningSandbox.ready(
                directory.resolve("data"),
                Map.of(
                        "FOOTFALL_PROCESSOR_GRACE", "PT2S",
                        "FOOTFALL_PROCESSOR_IDLE_TIMEOUT", "PT3S",
                        "FOOTFALL_ALERTS_RESOLVE_TIMEOUT", "PT10S",
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_TYPE", "webhook",
                        "FOOTFALL_ALERTS_RECEIVERS_PROGRAM_URL", receiver.url()),
                "--traffic=none",
                "--without=dashboard");
    }

    @AfterEach
    void end() {
        sandbox.close();
        receiver.close();
    }

    @Test
    void aFloodIsNotifiedOnceWithinItsWindowAndOnceWhenItIsResolved() throws Exception {
        var began = System.nanoTime();
        var flood = Executors.newSingleThreadScheduledExecutor();
        var attack = flood.scheduleAtFixedRate(this::attack, 0, 200, TimeUnit.MILLISECONDS);
        await().atMost(PATIENCE)
                .until(() -> attack.isDone() || notified("alert.firing").isPresent());
        flood.shutdownNow();
        assertThat(flood.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        var delay = Duration.ofNanos(receiver.posts().get(0).at() - began);
        System.out.printf("flood, first click to webhook: %s%n", delay);

        assertThat(delay).isLessThan(PROMISED);
        var alert = notified("alert.firing").orElseThrow();
        assertThat(alert.get("rule").asText()).isEqualTo("flood");
        assertThat(alert.get("severity").asText()).isEqualTo("CRITICAL");
        await().atMost(PATIENCE).until(() -> notified("alert.resolved").isPresent());
        assertThat(receiver.posts()).hasSize(2);
    }

    private void attack() {
        var clicks = String.join(",", Collections.nCopies(200, LiveClicks.opening("/flooded")));
        try {
            assertThat(sandbox.post("/clicks", "[" + clicks + "]").statusCode()).isEqualTo(200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** The alert in the first notification of this type. */
    private Optional<JsonNode> notified(String type) throws IOException {
        for (var body : receiver.received()) {
            var post = Json.MAPPER.readTree(body);
            if (post.get("type").asText().equals(type)) {
                return Optional.of(post.get("data").get("alerts").get(0));
            }
        }
        return Optional.empty();
    }
}
