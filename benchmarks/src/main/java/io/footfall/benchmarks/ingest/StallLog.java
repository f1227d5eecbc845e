package io.footfall.benchmarks.ingest;

import io.footfall.benchmarks.load.AnswerLog;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Remembers, while the log stands still and before and after, which click was promised to be in the log, and when. */
final class StallLog implements AnswerLog {
    /** Stands among the statuses for a connection that broke. */
    static final int BROKEN = 0;

    private final long start;
    private final Map<Long, Map<Integer, Long>> bySecond = new TreeMap<>();
    private final Map<Phase, Map<Integer, Long>> byPhase = new EnumMap<>(Phase.class);
    private final BitSet acknowledged = new BitSet();
    private volatile long frozen = Long.MAX_VALUE;
    private volatile long thawed = Long.MAX_VALUE;
    private long firstTaken = Long.MAX_VALUE;
    private long lastRefused = Long.MIN_VALUE;

    /** When a request was sent and answered, seen from the stall. */
    enum Phase {
        BEFORE,
        /** Sent before the stall, answered in it or after. */
        INTO,
        DURING,
        /** Sent in the stall, answered after it. */
        OUT_OF,
        AFTER
    }

    StallLog(long startNanos) {
        start = startNanos;
    }

    void freeze(long nanos) {
        frozen = nanos;
    }

    void thaw(long nanos) {
        thawed = nanos;
    }

    @Override
    public void answered(Sent request, int status, long nowNanos) {
        count(request, status, nowNanos);
        if (status == 200) {
            acknowledged.set(request.sequence(), request.sequence() + request.clicks());
        }
        if (nowNanos >= thawed && status == 200) {
            firstTaken = Math.min(firstTaken, nowNanos);
        } else if (nowNanos >= thawed) {
            lastRefused = nowNanos;
        }
    }

    @Override
    public void broken(Sent request, long nowNanos) {
        count(request, BROKEN, nowNanos);
    }

    private void count(Sent request, int status, long nowNanos) {
        var second = Math.floorDiv(nowNanos - start, 1_000_000_000L);
        bySecond.computeIfAbsent(second, unseen -> new TreeMap<>()).merge(status, 1L, Long::sum);
        byPhase.computeIfAbsent(phase(request.nanos(), nowNanos), unseen -> new TreeMap<>())
                .merge(status, 1L, Long::sum);
    }

    private Phase phase(long sent, long answered) {
        if (answered < frozen) {
            return Phase.BEFORE;
        }
        if (sent < frozen) {
            return Phase.INTO;
        }
        if (answered < thawed) {
            return Phase.DURING;
        }
        return sent < thawed ? Phase.OUT_OF : Phase.AFTER;
    }

    Map<Long, Map<Integer, Long>> bySecond() {
        return bySecond;
    }

    Map<Phase, Map<Integer, Long>> byPhase() {
        return byPhase;
    }

    /** Sequence numbers of clicks that were answered 200. */
    BitSet acknowledged() {
        return acknowledged;
    }

    /** Seconds from the end of the stall to the first click that was taken again; infinite if none was. */
    double secondsToFirstTaken() {
        return firstTaken == Long.MAX_VALUE ? Double.POSITIVE_INFINITY : (firstTaken - thawed) / 1e9;
    }

    /** Seconds from the end of the stall to the last click that was still refused; 0 if none was. */
    double secondsToLastRefused() {
        return lastRefused == Long.MIN_VALUE ? 0 : (lastRefused - thawed) / 1e9;
    }
}
