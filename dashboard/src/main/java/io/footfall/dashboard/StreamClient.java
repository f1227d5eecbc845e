package io.footfall.dashboard;

import io.footfall.dashboard.feed.Feed;
import io.footfall.dashboard.feed.Frames;
import io.netty.buffer.Unpooled;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * One open stream: is woken when there may be news, and writes what leads to the newest state, unless
 * what was written before has not left yet; then nothing waits but the number of the last state that
 * was written. Everything happens on the connection's own event loop.
 */
final class StreamClient {
    private final HttpServerResponse response;
    private final Context context;
    private final Feed feed;
    private final Duration heartbeatEvery;
    private long seen;
    private long writtenAt;

    /**
     * @param heartbeatEvery how long the connection is silent at most
     */
    StreamClient(HttpServerResponse response, Context context, Feed feed, Duration heartbeatEvery) {
        this.response = response;
        this.context = context;
        this.feed = feed;
        this.heartbeatEvery = heartbeatEvery;
    }

    void begin(String lastEventId) {
        write(feed.first(lastEventId));
    }

    void wake() {
        context.runOnContext(ignored -> tell());
    }

    void end() {
        context.runOnContext(ignored -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }

    private void tell() {
        if (response.ended() || response.closed() || response.writeQueueFull()) {
            return;
        }
        write(feed.after(seen));
        if (silence().compareTo(heartbeatEvery) >= 0) {
            write(feed.heartbeat());
        }
    }

    private void write(Frames frames) {
        frames.parts().forEach(this::write);
        seen = frames.number();
    }

    /** The bytes are not copied: all clients share them. */
    @SuppressWarnings("deprecation") // its successor is in no public package of this Vert.x
    private void write(ByteBuffer bytes) {
        response.write(Buffer.buffer(Unpooled.wrappedBuffer(bytes)));
        writtenAt = System.nanoTime();
    }

    private Duration silence() {
        return Duration.ofNanos(System.nanoTime() - writtenAt);
    }
}
