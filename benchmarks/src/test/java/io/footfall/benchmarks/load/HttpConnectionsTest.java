package io.footfall.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HttpConnectionsTest {
    private static final String COMPLETE =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\ncontent-length: 17\r\n\r\n{\"success\":false}";

    @Test
    void aCompleteResponseHasAStatus() throws IOException {
        assertThat(HttpConnections.status(COMPLETE)).isEqualTo(503);
    }

    @Test
    void theNameOfAHeaderIsReadInAnyCase() throws IOException {
        assertThat(HttpConnections.status("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(200);
    }

    @Test
    void everyBeginningOfAResponseIsIncomplete() throws IOException {
        for (var end = 0; end < COMPLETE.length(); end++) {
            assertThat(HttpConnections.status(COMPLETE.substring(0, end))).isEqualTo(HttpConnections.INCOMPLETE);
        }
    }

    @Test
    void moreThanOneResponseIsAnError() {
        assertThatThrownBy(() -> HttpConnections.status(COMPLETE + "H")).isInstanceOf(IOException.class);
    }

    @Test
    void aResponseOfUnknownLengthIsAnError() {
        assertThatThrownBy(() -> HttpConnections.status("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }
}
