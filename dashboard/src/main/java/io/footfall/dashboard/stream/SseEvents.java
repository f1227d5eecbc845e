package io.footfall.dashboard.stream;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Server-sent events for one client; the bytes are shared by all clients.
 *
 * @param parts complete events
 * @param number of the state that the client has after them
 */
public record SseEvents(List<ByteBuffer> parts, long number) {
    public SseEvents {
        parts = List.copyOf(parts);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
