package io.footfall.processor.traffic;

import com.dynatrace.hash4j.distinctcount.UltraLogLog;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * Estimates the number of distinct 64-bit hashes in bounded memory. Sketches of the same precision can be merged. It is saved
 * several times a second, so a sketch of few hashes is saved without its zeros.
 */
final class Sketch {
    private static final String SPARSE = "sparse:";
    private static final int ENTRY_BYTES = 3;

    private final byte[] state;

    /** Creates an empty sketch of 2^{@code precision} bytes. */
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

    /** Base64 of the state of hash4j. */
    String encoded() {
        return Base64.getEncoder().encodeToString(state);
    }

    @JsonValue
    String saved() {
        var used = 0;
        for (var register : state) {
            used += register == 0 ? 0 : 1;
        }
        return used * ENTRY_BYTES < state.length / 2 ? SPARSE + sparse(used) : encoded();
    }

    /** Number of registers, then index and value of each register that is not zero. */
    private String sparse(int used) {
        var entries = ByteBuffer.allocate(Integer.BYTES + used * ENTRY_BYTES).putInt(state.length);
        for (var place = 0; place < state.length; place++) {
            if (state[place] != 0) {
                entries.putShort((short) place).put(state[place]);
            }
        }
        return Base64.getEncoder().encodeToString(entries.array());
    }

    /** Restores the result of {@link #saved}. */
    @JsonCreator
    static Sketch restored(String saved) {
        if (!saved.startsWith(SPARSE)) {
            return new Sketch(Base64.getDecoder().decode(saved));
        }
        var entries = ByteBuffer.wrap(Base64.getDecoder().decode(saved.substring(SPARSE.length())));
        var state = new byte[entries.getInt()];
        while (entries.hasRemaining()) {
            state[entries.getShort()] = entries.get();
        }
        return new Sketch(state);
    }
}
