package io.footfall.sandbox.replay;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Speed of a replay relative to the recording. {@link #MAX} sends without pauses. */
public record ReplaySpeed(double factor) {
    public static final ReplaySpeed MAX = new ReplaySpeed(Double.POSITIVE_INFINITY);

    public ReplaySpeed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a speed is a number above 0, or max");
        }
    }

    /** Converts a recorded duration into its duration in the replay. */
    public Duration scale(Duration recorded) {
        return factor == Double.POSITIVE_INFINITY
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(recorded.toMillis() / factor));
    }

    /** Parses a speed of the command line. */
    public static final class Converter implements ITypeConverter<ReplaySpeed> {
        @Override
        public ReplaySpeed convert(String value) {
            if (value.equalsIgnoreCase("max")) {
                return MAX;
            }
            try {
                return new ReplaySpeed(Double.parseDouble(value));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + value + "' is not a speed: use a number above 0, or max");
            }
        }
    }
}
