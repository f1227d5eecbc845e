package io.footfall.processor.clean;

import io.footfall.events.Click;
import io.footfall.events.ClickJson;
import io.footfall.events.Rejection;
import io.footfall.events.Rejection.Reason;
import java.io.IOException;
import java.time.Duration;

/** Validates the records of {@code clicks}. Thread-safe. */
public final class ClickValidator {
    private final ThreadLocal<FastClickParser> fastParsers = ThreadLocal.withInitial(FastClickParser::new);
    private final Market market;
    private final long maxAheadMillis;
    private final long maxBehindMillis;

    /**
     * Creates a validator.
     *
     * @param market whose clicks are accepted
     * @param maxAhead how far event time may be ahead of the time at which Kafka received the click
     * @param maxBehind how far event time may be behind it
     */
    public ClickValidator(Market market, Duration maxAhead, Duration maxBehind) {
        this.market = market;
        this.maxAheadMillis = maxAhead.toMillis();
        this.maxBehindMillis = maxBehind.toMillis();
    }

    /** Creates a validator that accepts clicks of any age, so that old files can be replayed. */
    public ClickValidator(Market market, Duration maxAhead) {
        this(market, maxAhead, Duration.ofMillis(Long.MAX_VALUE));
    }

    /**
     * Validates one record.
     *
     * @param value the click as received, possibly hostile, possibly null
     * @param logTime when Kafka received the click, ms since the epoch
     * @param foundCountry the country that ingest has found for a click that names none, or null
     * @param clockCorrection what ingest has found out about the sender's clock: is added to event time, ms
     */
    public Verdict validate(byte[] value, long logTime, String foundCountry, long clockCorrection) {
        if (value == null) {
            return rejected(Reason.NOT_JSON);
        }
        var parser = fastParsers.get();
        return parser.parse(value, foundCountry, clockCorrection)
                ? checkTimeAndMarket(parser.click(), parser.cleaned(), logTime)
                : validateWithJackson(value, logTime, foundCountry, clockCorrection);
    }

    private Verdict validateWithJackson(byte[] value, long logTime, String foundCountry, long clockCorrection) {
        try {
            var parser = JacksonClickParser.parse(value);
            if (parser == null) {
                return rejected(Reason.NOT_OBJECT);
            }
            parser.countryIfAbsent(foundCountry);
            parser.correctClock(clockCorrection);
            var problem = parser.problem();
            if (problem != null) {
                return new Verdict.Rejected(problem);
            }
            var click = parser.click();
            return checkTimeAndMarket(click, ClickJson.cleaned(click), logTime);
        } catch (IOException notJson) {
            return rejected(Reason.NOT_JSON);
        }
    }

    private Verdict checkTimeAndMarket(Click click, byte[] json, long logTime) {
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
