package io.footfall.ingest.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Cuts a connection whose request takes too long: bytes in both directions pass, and between the
 * first byte of a request and the first of its answer there is a limited time, however busily the
 * sender drips. Knows nothing of HTTP, so that a head that never ends is cut like a body.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the pipeline hears of what fails
final class RequestDeadline extends ChannelDuplexHandler {
    private static final byte[] TOO_SLOW =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private final long timeoutNanos;
    private final Runnable onCut;
    private boolean waiting;
    private Future<?> watch;
    private long since;

    RequestDeadline(Duration timeout, Runnable onCut) {
        this.timeoutNanos = timeout.toNanos();
        this.onCut = onCut;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!waiting) {
            waiting = true;
            since = System.nanoTime();
            watch(context, timeoutNanos);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        waiting = false;
        context.write(bytes, promise);
    }

    /** One timer for many requests: to set and cancel one for each costs more than to look again. */
    private void watch(ChannelHandlerContext context, long nanos) {
        if (watch == null) {
            watch = context.executor().schedule(() -> look(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Else a timer would hold a connection in memory that has long gone. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (watch != null) {
            watch.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void look(ChannelHandlerContext context) {
        watch = null;
        if (!waiting || !context.channel().isActive()) {
            return;
        }
        var left = timeoutNanos - (System.nanoTime() - since);
        if (left > 0) {
            watch(context, left);
        } else {
            onCut.run();
            context.writeAndFlush(Unpooled.wrappedBuffer(TOO_SLOW)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
