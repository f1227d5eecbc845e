package io.footfall.ingest.body;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Undoes the compression of a body, as far as a body may be large. */
public final class Gzip {
    private static final int BUFFER = 8_192;

    private Gzip() {}

    /**
     * Inflates.
     *
     * @param limit bytes; what would become larger comes out with one byte more, and goes no further
     * @return nothing unless the bytes are whole in gzip's format
     */
    public static Optional<byte[]> inflate(byte[] compressed, int limit) {
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(compressed), BUFFER)) {
            return Optional.of(plain.readNBytes(limit + 1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
