package io.footfall.ingest.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8_080);

    private final AtomicInteger open = new AtomicInteger();

    @Test
    void aConnectionAboveTheShareIsRefusedWithAnAnswer() {
        var first = new Connection();
        var second = new Connection();

        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        assertThat(second.<ByteBuf>readOutbound().toString(US_ASCII))
                .startsWith("HTTP/1.1 429 Too Many Requests\r\n")
                .endsWith("\r\n\r\n{\"success\":false,"
                        + "\"message\":\"more connections than one client may have: close some, or reuse them\"}");
    }

    @Test
    void aClosedConnectionMakesRoomOnceForAnother() {
        var first = new Connection();
        new Connection();
        first.close().syncUninterruptibly();

        assertThat(open).hasValue(0);
        assertThat(new Connection().isOpen()).isTrue();
        assertThat(new Connection().isOpen()).isFalse();
    }

    private Optional<Runnable> onlyOne(InetAddress peer, int port) {
        assertThat(peer).isEqualTo(CLIENT.getAddress());
        assertThat(port).isEqualTo(SERVER.getPort());
        return open.compareAndSet(0, 1) ? Optional.of(open::decrementAndGet) : Optional.empty();
    }

    private final class Connection extends EmbeddedChannel {
        Connection() {
            super(new ConnectionLimit(ConnectionLimitTest.this::onlyOne));
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return CLIENT;
        }

        @Override
        protected SocketAddress localAddress0() {
            return SERVER;
        }
    }
}
