package io.footfall.ingest.tracker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The minified tracker script, plain and gzipped, each variant with its own entity tag. */
final class TrackerScript {
    private static final int HASH_BYTES = 12;
    private static final Pattern ACCEPTS_GZIP = Pattern.compile(
            "(?:^|,)\\s*+(?:x-)?gzip\\s*+(?:$|,|;\\s*+q\\s*+=\\s*+(?:1|0\\.0{0,2}[1-9]))", Pattern.CASE_INSENSITIVE);

    private final Variant plain;
    private final Variant gzipped;

    TrackerScript(byte[] script) {
        var hash = hash(script);
        plain = new Variant(script, '"' + hash + '"', false);
        gzipped = new Variant(gzip(script), '"' + hash + "-gzip\"", true);
    }

    /** Loads the script that the build put beside this class. */
    static TrackerScript load() {
        try (var script = TrackerScript.class.getResourceAsStream("tracker.js")) {
            if (script == null) {
                throw new IllegalStateException(
                        "tracker.js is missing beside " + TrackerScript.class + ": the build did not minify it");
            }
            return new TrackerScript(script.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Variant plain() {
        return plain;
    }

    Variant gzipped() {
        return gzipped;
    }

    /**
     * Chooses the variant that a client accepts.
     *
     * @param acceptEncoding the header's value, or null
     */
    Variant variantFor(String acceptEncoding) {
        return acceptEncoding != null && ACCEPTS_GZIP.matcher(acceptEncoding).find() ? gzipped : plain;
    }

    private static byte[] gzip(byte[] script) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new SmallestGzip(bytes)) {
            gzip.write(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String hash(byte[] script) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(script);
            return Base64.getUrlEncoder().encodeToString(Arrays.copyOf(hash, HASH_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** The script in one encoding. */
    static final class Variant {
        private final byte[] bytes;
        private final String tag;
        private final boolean isGzip;

        private Variant(byte[] bytes, String tag, boolean isGzip) {
            this.bytes = bytes;
            this.tag = tag;
            this.isGzip = isGzip;
        }

        byte[] bytes() {
            return bytes.clone();
        }

        /** The strong {@code ETag}, in its quotes. */
        String tag() {
            return tag;
        }

        boolean isGzip() {
            return isGzip;
        }

        /**
         * Whether a client has this variant in its cache.
         *
         * @param ifNoneMatch the header's value, or null
         */
        boolean matches(String ifNoneMatch) {
            return ifNoneMatch != null
                    && Arrays.stream(ifNoneMatch.split(",", -1))
                            .map(String::strip)
                            .map(cached -> cached.startsWith("W/") ? cached.substring(2) : cached)
                            .anyMatch(cached -> cached.equals(tag) || cached.equals("*"));
        }
    }

    /** At the best compression, because the script is compressed once and sent often. */
    private static final class SmallestGzip extends GZIPOutputStream {
        SmallestGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
