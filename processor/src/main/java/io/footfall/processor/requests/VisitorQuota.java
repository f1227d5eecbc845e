package io.footfall.processor.requests;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many records of a visitor are forwarded in a period of Kafka's time. Memory is bounded: of too many visitors,
 * those that came first are dropped. Used by one thread.
 */
final class VisitorQuota {
    private final int most;
    private final long periodMillis;
    private final int maxVisitors;
    private final Map<String, Period> byVisitor = new LinkedHashMap<>();

    private static final class Period {
        private long begin;
        private int count;
    }

    /**
     * Creates a quota.
     *
     * @param most records of a visitor in a period
     * @param maxVisitors that are kept
     */
    VisitorQuota(int most, long periodMillis, int maxVisitors) {
        this.most = most;
        this.periodMillis = periodMillis;
        this.maxVisitors = maxVisitors;
    }

    /** Whether one more record is within the quota at that time, ms since the epoch. */
    boolean allows(String visitor, long millis) {
        var period = byVisitor.get(visitor);
        if (period == null) {
            evictOldest();
            period = new Period();
            period.begin = millis;
            byVisitor.put(visitor, period);
        } else if (Math.abs(millis - period.begin) >= periodMillis) {
            period.begin = millis;
            period.count = 0;
        }
        if (period.count == most) {
            return false;
        }
        period.count++;
        return true;
    }

    private void evictOldest() {
        if (byVisitor.size() >= maxVisitors) {
            var oldest = byVisitor.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }

    int visitors() {
        return byVisitor.size();
    }
}
