package io.footfall.ingest.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestDeadlineTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int NONE = -1;

    private final AtomicInteger timeouts = new AtomicInteger();

    @Test
    void aRequestWithoutAResponseInTimeIsClosed() {
        var connection = connection(Duration.ZERO);

        connection.writeInbound(bytes("POST /clicks"));
        connection.runScheduledPendingTasks();

        assertThat(timeouts).hasValue(1);
        assertThat(connection.<ByteBuf>readOutbound().toString(US_ASCII)).startsWith("HTTP/1.1 408 ");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aRequestWithAResponseIsNotClosed() {
        var connection = connection(Duration.ZERO);

        connection.pipeline().fireChannelRead(bytes("GET /"));
        connection.writeOutbound(bytes("HTTP/1.1 200 OK"));
        connection.runScheduledPendingTasks();

        assertThat(timeouts).hasValue(0);
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void aTimeoutIsTheOnlyResponse() {
        var connection = connection(Duration.ZERO);

        connection.writeInbound(bytes("POST /clicks"));
        connection.runScheduledPendingTasks();

        assertThat(connection.<ByteBuf>readOutbound().toString(US_ASCII)).doesNotContain("400");
        assertThat(connection.<ByteBuf>readOutbound()).isNull();
    }

    @Test
    void aClosedConnectionLeavesNoTimerBehind() {
        var connection = connection(LONG);
        connection.writeInbound(bytes("POST /clicks"));
        assertThat(connection.runScheduledPendingTasks()).isPositive();

        connection.pipeline().fireChannelInactive();

        assertThat(connection.runScheduledPendingTasks()).isEqualTo(NONE);
    }

    private EmbeddedChannel connection(Duration timeout) {
        return new EmbeddedChannel(new RequestDeadline(timeout, timeouts::incrementAndGet));
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
