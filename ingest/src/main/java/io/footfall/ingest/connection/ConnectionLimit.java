package io.footfall.ingest.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Answers 429 and closes a connection that the {@link ConnectionPolicy} refuses, without reading its request. */
@SuppressWarnings("FutureReturnValueIgnored") // failures go through the pipeline
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
    private static final String MESSAGE =
            "{\"success\":false,\"message\":\"more connections than one client may have: close some, or reuse them\"}";
    private static final byte[] TOO_MANY_CONNECTIONS = ("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 10\r\n"
                    + "Content-Type: application/json;charset=UTF-8\r\nConnection: close\r\nContent-Length: "
                    + MESSAGE.length() + "\r\n\r\n" + MESSAGE)
            .getBytes(US_ASCII);

    private final ConnectionPolicy policy;
    private Optional<Runnable> onClose = Optional.empty();

    ConnectionLimit(ConnectionPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        onClose = accept(context.channel());
        if (onClose.isPresent()) {
            context.fireChannelActive();
        } else {
            context.writeAndFlush(Unpooled.wrappedBuffer(TOO_MANY_CONNECTIONS))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private Optional<Runnable> accept(Channel connection) {
        return connection.remoteAddress() instanceof InetSocketAddress peer
                        && connection.localAddress() instanceof InetSocketAddress local
                ? policy.accept(peer.getAddress(), local.getPort())
                : Optional.of(() -> {});
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        onClose.ifPresent(Runnable::run);
        context.fireChannelInactive();
    }
}
