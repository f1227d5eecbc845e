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
 * Closes a connection if the first byte of a response does not follow the first byte of its request within a timeout,
 * however often the client sends another byte. Knows nothing of HTTP, so that endless headers are treated like endless
 * bodies. Answers 400 if the server closes the connection without a response, as Vert.x does if a chunk of the body is
 * damaged.
 */
@SuppressWarnings("FutureReturnValueIgnored") // failures go through the pipeline
final class RequestDeadline extends ChannelDuplexHandler {
    private static final byte[] REQUEST_TIMEOUT =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII);

    private static final String MESSAGE = "{\"success\":false,\"message\":\"the request cannot be read to its end\"}";
    private static final byte[] BAD_REQUEST =
            ("HTTP/1.1 400 Bad Request\r\nContent-Type: application/json;charset=UTF-8\r\n"
                            + "Connection: close\r\nContent-Length: " + MESSAGE.length() + "\r\n\r\n" + MESSAGE)
                    .getBytes(US_ASCII);

    private final long timeoutNanos;
    private final Runnable onTimeout;
    private boolean waiting;
    private Future<?> timer;
    private long requestBegan;

    RequestDeadline(Duration timeout, Runnable onTimeout) {
        this.timeoutNanos = timeout.toNanos();
        this.onTimeout = onTimeout;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (!waiting) {
            waiting = true;
            requestBegan = System.nanoTime();
            schedule(context, timeoutNanos);
        }
        context.fireChannelRead(bytes);
    }

    @Override
    public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
        waiting = false;
        context.write(bytes, promise);
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (waiting && context.channel().isActive()) {
            waiting = false;
            context.writeAndFlush(Unpooled.wrappedBuffer(BAD_REQUEST)).addListener(written -> context.close(promise));
        } else {
            context.close(promise);
        }
    }

    /** One timer serves many requests: a new one for each would cost more than an occasional needless check. */
    private void schedule(ChannelHandlerContext context, long nanos) {
        if (timer == null) {
            timer = context.executor().schedule(() -> check(context), nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Otherwise the timer would keep a closed connection in memory. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (timer != null) {
            timer.cancel(false);
        }
        context.fireChannelInactive();
    }

    private void check(ChannelHandlerContext context) {
        timer = null;
        if (!waiting || !context.channel().isActive()) {
            return;
        }
        var left = timeoutNanos - (System.nanoTime() - requestBegan);
        if (left > 0) {
            schedule(context, left);
        } else {
            waiting = false;
            onTimeout.run();
            context.writeAndFlush(Unpooled.wrappedBuffer(REQUEST_TIMEOUT)).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
