package io.footfall.dashboard.feed;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What somebody is sent next: bytes that all clients share, and the number of the state that these lead to.
 *
 * @param parts server-sent events, whole
 * @param number to be asked with the next time
 */
public record Frames(List<ByteBuffer> parts, long number) {
    public Frames {
        parts = List.copyOf(parts);
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
