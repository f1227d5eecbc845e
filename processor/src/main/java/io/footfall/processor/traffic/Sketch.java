package io.footfall.processor.traffic;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Counts distinct things by their 64-bit hashes in bounded memory; two sketches of the same precision
 * can be merged. Saved deflated, because it is saved several times a second and most of it is zeros
 * in the many windows that see few visitors.
 */
final class Sketch {
    private static final String DEFLATED = "deflated:";

    private final byte[] state;

    /** An empty one of 2^{@code precision} bytes. */
    Sketch(int precision) {
        this(UltraLogLog.create(precision).getState());
    }

    private Sketch(byte[] state) {
        this.state = state;
    }

    void add(long hash) {
        UltraLogLog.wrap(state).add(hash);
    }

    void add(Sketch other) {
        UltraLogLog.wrap(state).add(UltraLogLog.wrap(other.state));
    }

    long estimate() {
        return Math.round(UltraLogLog.wrap(state).getDistinctCountEstimate());
    }

    /** Base64 of the state as hash4j has it. */
    String encoded() {
        return Base64.getEncoder().encodeToString(state);
    }

    @JsonValue
    String saved() {
        var deflated = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(state);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return DEFLATED + Base64.getEncoder().encodeToString(deflated.toByteArray());
    }

    /** Takes up what {@link #saved} has given, or the undeflated state of an older version. */
    @JsonCreator
    static Sketch restored(String saved) {
        if (!saved.startsWith(DEFLATED)) {
            return new Sketch(Base64.getDecoder().decode(saved));
        }
        var deflated = new ByteArrayInputStream(Base64.getDecoder().decode(saved.substring(DEFLATED.length())));
        try (var inflater = new InflaterInputStream(deflated)) {
            return new Sketch(inflater.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("a saved sketch is damaged", e);
        }
    }
}
