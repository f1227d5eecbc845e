package io.footfall.dashboard;

import io.footfall.dashboard.stream.SseEventLog;
import io.footfall.dashboard.stream.SseEvents;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The connection of one client. While the client has not read what was written before, nothing is written and nothing
 * is buffered but the number of the last state that was sent. Everything runs on the connection's event loop.
 */
final class SseConnection {
    private final HttpServerResponse response;
    private final Context context;
    private final SseEventLog events;
    private final Duration heartbeatInterval;
    private long sentNumber;
    private long writtenAt;

    SseConnection(HttpServerResponse response, Context context, SseEventLog events, Duration heartbeatInterval) {
        this.response = response;
        this.context = context;
        this.events = events;
        this.heartbeatInterval = heartbeatInterval;
    }

    void begin(String lastEventId) {
        write(events.first(lastEventId));
    }

    /** Sends what has changed since the last write; may be called by any thread. */
    void update() {
        context.runOnContext(ignored -> send());
    }

    void end() {
        context.runOnContext(ignored -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    private void send() {
        if (response.ended() || response.closed() || response.writeQueueFull()) {
            return;
        }
        write(events.after(sentNumber));
        if (timeSinceWrite().compareTo(heartbeatInterval) >= 0) {
            write(events.heartbeat());
        }
    }

    private void write(SseEvents next) {
        next.parts().forEach(this::write);
        sentNumber = next.number();
    }

    /** The bytes are not copied: all clients share them. */
    @SuppressWarnings("deprecation") // the replacement is not in a public package of this version of Vert.x
    private void write(ByteBuffer bytes) {
        response.write(Buffer.buffer(Unpooled.wrappedBuffer(bytes)));
        writtenAt = System.nanoTime();
    }

    private Duration timeSinceWrite() {
        return Duration.ofNanos(System.nanoTime() - writtenAt);
    }
}
