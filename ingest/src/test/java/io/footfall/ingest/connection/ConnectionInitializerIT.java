package io.footfall.ingest.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The native binary closes connections with endless headers, although only a service file names the class that does it.
 */
@QuarkusIntegrationTest
@TestProfile(ConnectionInitializerIT.ShortTimeout.class)
class ConnectionInitializerIT {
    @TestHTTPResource("/clicks")
    URI clicks;

    /** The shortest allowed timeout. */
    public static final class ShortTimeout implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("footfall.ingest.request-timeout", "PT11S");
        }
    }

    @Test
    void endlessHeadersAreClosed() throws IOException {
        try (var connection = new Socket(clicks.getHost(), clicks.getPort())) {
            connection.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
            connection.getOutputStream().write("POST /clicks HTTP/1.1\r\nHost: x\r\n".getBytes(US_ASCII));

            assertThat(connection.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .startsWith("HTTP/1.1 408");
        }
    }
}
