package io.footfall.dashboard.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.dashboard.state.Snapshot;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The events of the stream. It keeps the newest snapshot and the deltas of the last minutes. A client that connects or
 * reconnects gets the deltas after the state that it has; if they are not kept any more, or are larger than the newest
 * snapshot, it gets the snapshot. Thread-safe.
 *
 * <p>States are numbered within an epoch, which is the lifetime of one replica: an event id of another replica never
 * matches.
 */
public final class SseEventLog {
    private static final Pattern ID = Pattern.compile("(\\w{1,40})-(\\d{1,18})");
    private static final long NONE = -1;

    private final String epoch;
    private final Duration retention;
    private final Duration retry;
    private final Clock clock;
    private final ObjectMapper json;
    private final Deque<DeltaEvent> deltas = new ArrayDeque<>();
    private Snapshot newest;
    private JsonNode tree;
    private long number = NONE;
    private ByteBuffer snapshotEvent;

    /** A delta that leads to the state with this number. */
    private record DeltaEvent(long number, Instant at, ByteBuffer bytes) {}

    /**
     * @param epoch unique for this run of this replica
     * @param retention of deltas
     * @param retry how long browsers wait before they reconnect
     * @param json configured as for the topics
     */
    public SseEventLog(String epoch, Duration retention, Duration retry, Clock clock, ObjectMapper json) {
        this.epoch = epoch;
        this.retention = retention;
        this.retry = retry;
        this.clock = clock;
        this.json = json;
    }

    /** Adds the newest state; returns whether it differs from the one before. */
    public synchronized boolean publish(Snapshot snapshot) {
        if (snapshot.equals(newest)) {
            return false;
        }
        var next = json.<JsonNode>valueToTree(snapshot);
        number++;
        if (newest != null) {
            var at = clock.instant();
            var delta = Delta.between(tree, next, json);
            deltas.add(new DeltaEvent(number, at, event("delta", delta)));
            while (deltas.peek().at().isBefore(at.minus(retention))) {
                deltas.remove();
            }
        }
        newest = snapshot;
        tree = next;
        snapshotEvent = null;
        return true;
    }

    /**
     * The events for a client that connects.
     *
     * @param lastEventId the id of the last event that the client has received, or null
     */
    public synchronized SseEvents first(String lastEventId) {
        var seen = numberOf(lastEventId);
        var retryField = bytes("retry: " + retry.toMillis() + "\n\n");
        var rest = seen.isPresent() ? after(seen.getAsLong()) : fullSnapshot();
        var parts = new ArrayList<ByteBuffer>(List.of(retryField));
        parts.addAll(rest.parts());
        return new SseEvents(parts, number);
    }

    /** The events that lead from a state to the newest one. */
    public synchronized SseEvents after(long seen) {
        if (seen == number) {
            return new SseEvents(List.of(), number);
        }
        var missing = missing(seen);
        var size = missing.stream().mapToInt(ByteBuffer::remaining).sum();
        return missing.size() == number - seen
                        && (missing.size() == 1 || size <= snapshotEvent().remaining())
                ? new SseEvents(missing, number)
                : fullSnapshot();
    }

    /** Shows that the connection is alive while nothing changes; it has no event id. */
    public ByteBuffer heartbeat() {
        return bytes(": heartbeat\nevent: beat\ndata: " + clock.millis() + "\n\n");
    }

    /** Empty if the id is of another epoch or invalid. */
    private OptionalLong numberOf(String lastEventId) {
        var id = ID.matcher(lastEventId == null ? "" : lastEventId);
        return id.matches() && id.group(1).equals(epoch) && Long.parseLong(id.group(2)) <= number
                ? OptionalLong.of(Long.parseLong(id.group(2)))
                : OptionalLong.empty();
    }

    private List<ByteBuffer> missing(long seen) {
        var missing = new ArrayDeque<ByteBuffer>();
        for (var newestFirst = deltas.descendingIterator(); newestFirst.hasNext(); ) {
            var delta = newestFirst.next();
            if (delta.number() <= seen) {
                break;
            }
            missing.addFirst(delta.bytes());
        }
        return List.copyOf(missing);
    }

    private SseEvents fullSnapshot() {
        return new SseEvents(number == NONE ? List.of() : List.of(snapshotEvent()), number);
    }

    /** Created when the first client needs it, then shared by all. */
    private ByteBuffer snapshotEvent() {
        if (snapshotEvent == null) {
            snapshotEvent = event("snapshot", tree);
        }
        return snapshotEvent;
    }

    private ByteBuffer event(String name, JsonNode data) {
        return bytes("id: " + epoch + "-" + number + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
