package io.footfall.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.footfall.dashboard.board.Snapshot;
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
 * States of the board in, one after the other; for each client what leads from the state that it has
 * to the newest out: the deltas in between as long as these are remembered and smaller than the newest
 * snapshot, else that. States are numbered within an epoch, the life of one replica, so that nobody
 * goes on with the numbers of another.
 */
public final class Feed {
    private static final Pattern ID = Pattern.compile("(\\w{1,40})-(\\d{1,18})");
    private static final long NONE = -1;

    private final String epoch;
    private final Duration kept;
    private final Duration retry;
    private final Clock clock;
    private final ObjectMapper json;
    private final Deque<Frame> deltas = new ArrayDeque<>();
    private Snapshot newest;
    private JsonNode tree;
    private long number = NONE;
    private ByteBuffer snapshotFrame;

    /** A delta that leads to the state of that number. */
    private record Frame(long number, Instant at, ByteBuffer bytes) {}

    /**
     * @param epoch a word that no other replica and no earlier life has
     * @param kept how long deltas are remembered
     * @param retry how long browsers wait before they come back
     * @param json writes snapshots as the topics do
     */
    public Feed(String epoch, Duration kept, Duration retry, Clock clock, ObjectMapper json) {
        this.epoch = epoch;
        this.kept = kept;
        this.retry = retry;
        this.clock = clock;
        this.json = json;
    }

    /** Takes the newest state and tells whether it is another than before. */
    public synchronized boolean publish(Snapshot snapshot) {
        if (snapshot.equals(newest)) {
            return false;
        }
        var next = json.<JsonNode>valueToTree(snapshot);
        number++;
        if (newest != null) {
            var at = clock.instant();
            var delta = Delta.between(tree, next, json);
            deltas.add(new Frame(number, at, event("delta", delta)));
            while (deltas.peek().at().isBefore(at.minus(kept))) {
                deltas.remove();
            }
        }
        newest = snapshot;
        tree = next;
        snapshotFrame = null;
        return true;
    }

    /**
     * What somebody is sent who connects.
     *
     * @param lastEventId the id of the last event that it has had, if any
     */
    public synchronized Frames first(String lastEventId) {
        var seen = numberOf(lastEventId);
        var beginning = bytes("retry: " + retry.toMillis() + "\n\n");
        var frames = seen.isPresent() ? after(seen.getAsLong()) : whole();
        var parts = new ArrayList<ByteBuffer>(List.of(beginning));
        parts.addAll(frames.parts());
        return new Frames(parts, number);
    }

    /** What leads from a state to the newest one. */
    public synchronized Frames after(long seen) {
        if (seen == number) {
            return new Frames(List.of(), number);
        }
        var missing = missing(seen);
        var size = missing.stream().mapToInt(ByteBuffer::remaining).sum();
        return missing.size() == number - seen
                        && (missing.size() == 1 || size <= snapshotFrame().remaining())
                ? new Frames(missing, number)
                : whole();
    }

    /** What shows that the connection lives, when there is nothing else to tell; not an event with an id. */
    public ByteBuffer heartbeat() {
        return bytes(": heartbeat\nevent: beat\ndata: " + clock.millis() + "\n\n");
    }

    /** Nobody comes back with a number that has not been given out yet, unless it has made it up. */
    private OptionalLong numberOf(String lastEventId) {
        var id = ID.matcher(lastEventId == null ? "" : lastEventId);
        return id.matches() && id.group(1).equals(epoch) && Long.parseLong(id.group(2)) <= number
                ? OptionalLong.of(Long.parseLong(id.group(2)))
                : OptionalLong.empty();
    }

    private List<ByteBuffer> missing(long seen) {
        return deltas.stream()
                .filter(frame -> frame.number() > seen)
                .map(Frame::bytes)
                .toList();
    }

    private Frames whole() {
        return new Frames(number == NONE ? List.of() : List.of(snapshotFrame()), number);
    }

    /** Written when the first client needs it, and then for all. */
    private ByteBuffer snapshotFrame() {
        if (snapshotFrame == null) {
            snapshotFrame = event("snapshot", tree);
        }
        return snapshotFrame;
    }

    private ByteBuffer event(String name, JsonNode data) {
        return bytes("id: " + epoch + "-" + number + "\nevent: " + name + "\ndata: " + data + "\n\n");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
