package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseTest {
    private static final String WHOLE =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\ncontent-length: 17\r\n\r\n{\"success\":false}";

    @Test
    void aWholeResponseTellsItsStatus() throws IOException {
        assertThat(Response.status(received(WHOLE))).isEqualTo(503);
    }

    @Test
    void aNameOfAHeaderIsReadInAnyCase() throws IOException {
        assertThat(Response.status(received("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")))
                .isEqualTo(200);
    }

    @Test
    void everyPartOfAResponseIsIncomplete() throws IOException {
        for (var end = 0; end < WHOLE.length(); end++) {
            assertThat(Response.status(received(WHOLE.substring(0, end)))).isEqualTo(Response.INCOMPLETE);
        }
    }

    @Test
    void moreThanWasAskedForIsAnError() {
        assertThatThrownBy(() -> Response.status(received(WHOLE + "H"))).isInstanceOf(IOException.class);
    }

    @Test
    void aResponseOfUnknownLengthIsAnError() {
        assertThatThrownBy(() -> Response.status(received("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n")))
                .isInstanceOf(IOException.class);
    }

    private static ByteBuffer received(String text) {
        return ByteBuffer.allocate(4_096).put(text.getBytes(US_ASCII));
    }
}
