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

/** The website's script: what the build minified in, its bytes as they are and gzipped out, each with its own tag. */
final class TrackerScript {
    private static final int HASH_BYTES = 12;
    private static final Pattern ACCEPTS_GZIP = Pattern.compile(
            "(?:^|,)\\s*+(?:x-)?gzip\\s*+(?:$|,|;\\s*+q\\s*+=\\s*+(?:1|0\\.0{0,2}[1-9]))", Pattern.CASE_INSENSITIVE);

    private final Form plain;
    private final Form gzipped;

    /** Takes the script's bytes. */
    TrackerScript(byte[] script) {
        var hash = hash(script);
        plain = new Form(script, '"' + hash + '"', false);
        gzipped = new Form(gzip(script), '"' + hash + "-gzip\"", true);
    }

    /** Reads the script that was built into the service. */
    static TrackerScript built() {
        try (var script = TrackerScript.class.getResourceAsStream("tracker.js")) {
            if (script == null) {
                throw new IllegalStateException("tracker.js was not built: its place is beside " + TrackerScript.class);
            }
            return new TrackerScript(script.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Form plain() {
        return plain;
    }

    Form gzipped() {
        return gzipped;
    }

    /**
     * Chooses the form that a client understands.
     *
     * @param acceptEncoding the header's value, or null
     */
    Form formFor(String acceptEncoding) {
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

    /** One way to send the script. */
    static final class Form {
        private final byte[] bytes;
        private final String tag;
        private final boolean isGzip;

        private Form(byte[] bytes, String tag, boolean isGzip) {
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
         * Whether a client has it already.
         *
         * @param ifNoneMatch the header's value, or null
         */
        boolean isKnownBy(String ifNoneMatch) {
            return ifNoneMatch != null
                    && Arrays.stream(ifNoneMatch.split(",", -1))
                            .map(String::strip)
                            .map(known -> known.startsWith("W/") ? known.substring(2) : known)
                            .anyMatch(known -> known.equals(tag) || known.equals("*"));
        }
    }

    /** Compressed once and sent often. */
    private static final class SmallestGzip extends GZIPOutputStream {
        SmallestGzip(ByteArrayOutputStream bytes) throws IOException {
            super(bytes);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
