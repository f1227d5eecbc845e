package io.footfall.sandbox.replay;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How fast recorded time passes in a replay: a factor, infinite for as fast as the clicks are taken. */
public record Speed(double factor) {
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed is a number above 0, or max");
        }
    }

    /** How long {@code recorded} takes in the replay. */
    public Duration replayed(Duration recorded) {
        return factor == Double.POSITIVE_INFINITY
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(recorded.toMillis() / factor));
    }

    /** Reads a speed from the command line. */
    public static final class Reader implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String value) {
            if (value.equalsIgnoreCase("max")) {
                return MAX;
            }
            try {
                return new Speed(Double.parseDouble(value));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a speed: give a number above 0, or max");
            }
        }
    }
}
