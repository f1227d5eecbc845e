package io.footfall.processor.clean;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import java.io.IOException;
import java.time.Duration;

/** Decides what becomes of each record of {@code clicks}: raw bytes and log time in, a verdict out. */
public final class Judge {
    private final ThreadLocal<PlainClick> plainClicks = ThreadLocal.withInitial(PlainClick::new);
    private final Market market;
    private final long maxAheadMillis;
    private final long maxBehindMillis;

    /**
     * Judges by the market and by the clock of the log.
     *
     * @param market whose clicks are cleaned
     * @param maxAhead how far event time may be ahead of the time at which the log took the click
     * @param maxBehind how far it may be behind
     */
    public Judge(Market market, Duration maxAhead, Duration maxBehind) {
        this.market = market;
        this.maxAheadMillis = maxAhead.toMillis();
        this.maxBehindMillis = maxBehind.toMillis();
    }

    /** The same for any time behind the log's, so that old files can be replayed. */
    public Judge(Market market, Duration maxAhead) {
        this(market, maxAhead, Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * Judges one record; threads do not meet.
     *
     * @param value the click as received, possibly hostile, possibly null
     * @param logTime when the log took it, ms since the epoch
     * @param foundCountry the country that ingest has found for a click that names none, or null
     */
    public Verdict judge(byte[] value, long logTime, String foundCountry) {
        if (value == null) {
            return rejected(Reason.NOT_JSON);
        }
        var plain = plainClicks.get();
        return plain.read(value, foundCountry)
                ? place(plain.click(), plain.cleaned(), logTime)
                : judgeClosely(value, logTime, foundCountry);
    }

    private Verdict judgeClosely(byte[] value, long logTime, String foundCountry) {
        try {
            var draft = Draft.of(value);
            if (draft == null) {
                return rejected(Reason.NOT_OBJECT);
            }
            draft.countryIfAbsent(foundCountry);
            var problem = draft.problem();
            return problem == null ? place(draft.click(), logTime) : new Verdict.Rejected(problem);
        } catch (IOException notJson) {
            return rejected(Reason.NOT_JSON);
        }
    }

    private Verdict place(Click click, long logTime) {
        return place(click, ClickJson.cleaned(click), logTime);
    }

    private Verdict place(Click click, byte[] json, long logTime) {
        if (click.tsIngest() > logTime + maxAheadMillis) {
            return rejected(Reason.IN_FUTURE);
        }
        if (logTime - click.tsIngest() > maxBehindMillis) {
            return rejected(Reason.TOO_OLD);
        }
        return market.contains(click.visitorCountry())
                ? new Verdict.Accepted(click, json)
                : new Verdict.OutOfMarket(click, json);
    }

    private static Verdict rejected(Reason reason) {
        return new Verdict.Rejected(Rejection.of(reason));
    }
}
