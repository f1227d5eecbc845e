package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GzipTest {
    @Property
    void compressedBytesAreRestored(@ForAll byte[] plain) throws IOException {
        assertThat(Gzip.inflate(gzip(plain), plain.length)).hasValue(plain);
    }

    @Test
    void aDecompressionBombStopsSoonAfterTheLimit() throws IOException {
        var bomb = gzip(new byte[50_000_000]);

        assertThat(Gzip.inflate(bomb, 1_000))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSizeBetween(1_001, 20_000));
    }

    @Test
    void bytesThatAreNotGzipOrTruncatedAreRejected() throws IOException {
        var whole = gzip("{\"a\":1}".getBytes(UTF_8));

        assertThat(Gzip.inflate("{\"a\":1}".getBytes(UTF_8), 100)).isEmpty();
        assertThat(Gzip.inflate(new byte[0], 100)).isEmpty();
        assertThat(Gzip.inflate(Arrays.copyOf(whole, whole.length - 5), 100)).isEmpty();
    }

    @Test
    void severalMembersAndTrailingBytesAreRejected() throws IOException {
        var whole = gzip("{}".getBytes(UTF_8));
        var empty = gzip(new byte[0]);
        var many = new ByteArrayOutputStream();
        for (int member = 0; member < 20_000; member++) {
            many.writeBytes(empty);
        }

        assertThat(Gzip.inflate(many.toByteArray(), 100)).isEmpty();
        assertThat(Gzip.inflate(Arrays.copyOf(whole, whole.length + 1), 100)).isEmpty();
    }

    @Test
    void aNameACommentAndAnExtraFieldAreSkipped() throws IOException {
        var whole = gzip("{}".getBytes(UTF_8));
        var named = new ByteArrayOutputStream();
        named.write(whole, 0, 3);
        named.write(0b11110);
        named.write(whole, 4, 6);
        named.writeBytes(new byte[] {3, 0, 'x', 0, 'x', 'n', 0, 'c', 0, 1, 2});
        named.write(whole, 10, whole.length - 10);

        assertThat(Gzip.inflate(named.toByteArray(), 100)).hasValue("{}".getBytes(UTF_8));
    }

    @Test
    void aChangedBitIsDetectedIfItChangesTheContent() throws IOException {
        var plain = "{\"a\":12345678}".getBytes(UTF_8);
        var whole = gzip(plain);
        for (int at = 10; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 0x10;
            assertThat(Gzip.inflate(changed, 100).filter(inflated -> !Arrays.equals(inflated, plain)))
                    .isEmpty();
        }
    }

    @Property
    void aTruncatedHeaderDoesNotThrow(@ForAll @Size(min = 6, max = 30) byte[] rest) {
        var body = new byte[4 + rest.length];
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 0b11110}, 0, body, 0, 4);
        System.arraycopy(rest, 0, body, 4, rest.length);

        assertThat(Gzip.inflate(body, 100)).isNotNull();
    }

    @Property
    void anyBytesDoNotThrow(@ForAll byte[] body) {
        assertThat(Gzip.inflate(body, 100)).isNotNull();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
