package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final int LIMIT = 100;

    @Property
    void compressedBytesAreRestored(@ForAll byte[] plain) throws IOException {
        var compressed = gzip(plain);

        assertThat(Gzip.declaredLength(compressed)).isEqualTo(plain.length);
        assertThat(Gzip.inflate(compressed, plain.length)).hasValue(plain);
    }

    @Test
    void aBombThatDeclaresLessThanItContainsIsRejected() throws IOException {
        var bomb = declaring(1_000, gzip(new byte[50_000_000]));

        assertThat(Gzip.declaredLength(bomb)).isEqualTo(1_000);
        assertThat(Gzip.inflate(bomb, 1_000)).isEmpty();
    }

    @Test
    void aBodyThatDeclaresMoreThanItContainsIsRejected() throws IOException {
        var whole = gzip("{}".getBytes(UTF_8));

        assertThat(Gzip.inflate(declaring(3, whole), 3)).isEmpty();
        assertThat(Gzip.declaredLength(declaring(-1, whole))).isEqualTo(4_294_967_295L);
    }

    @Test
    void bytesThatAreNotGzipOrTruncatedAreRejected() throws IOException {
        var whole = gzip("{\"a\":1}".getBytes(UTF_8));

        assertThat(inflate("{\"a\":1}".getBytes(UTF_8))).isEmpty();
        assertThat(inflate(new byte[0])).isEmpty();
        assertThat(Gzip.inflate(Arrays.copyOf(whole, whole.length - 5), 7)).isEmpty();
    }

    @Property
    void theLengthOfACompleteBodyIsAlwaysPossible(@ForAll @IntRange(max = 2_000_000) int length) throws IOException {
        var zeros = gzip(new byte[length]);

        assertThat(Gzip.isPossible(zeros, Gzip.declaredLength(zeros))).isTrue();
        assertThat(Gzip.isBeginning(zeros)).isTrue();
    }

    @Test
    void aLengthThatNoBodyOfThatSizeHasIsImpossible() throws IOException {
        var whole = gzip("{\"a\":1}".getBytes(UTF_8));

        assertThat(Gzip.isPossible(whole, 1_032L * whole.length + 1)).isFalse();
        assertThat(Gzip.isPossible(whole, 4_294_967_295L)).isFalse();
        assertThat(Gzip.isPossible(whole, -1)).isFalse();
    }

    @Test
    void severalMembersAndTrailingBytesAreRejected() throws IOException {
        var whole = gzip("{}".getBytes(UTF_8));
        var empty = gzip(new byte[0]);
        var many = new ByteArrayOutputStream();
        for (int member = 0; member < 20_000; member++) {
            many.writeBytes(empty);
        }

        assertThat(inflate(many.toByteArray())).isEmpty();
        assertThat(Gzip.inflate(Arrays.copyOf(whole, whole.length + 1), 2)).isEmpty();
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

        assertThat(inflate(named.toByteArray())).hasValue("{}".getBytes(UTF_8));
    }

    @Test
    void aChangedBitIsDetectedIfItChangesTheContent() throws IOException {
        var plain = "{\"a\":12345678}".getBytes(UTF_8);
        var whole = gzip(plain);
        for (int at = 10; at < whole.length; at++) {
            var changed = whole.clone();
            changed[at] ^= 0x10;
            assertThat(inflate(changed).filter(inflated -> !Arrays.equals(inflated, plain)))
                    .isEmpty();
        }
    }

    @Property
    void aTruncatedHeaderDoesNotThrow(@ForAll @Size(min = 6, max = 30) byte[] rest) {
        var body = new byte[4 + rest.length];
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 0b11110}, 0, body, 0, 4);
        System.arraycopy(rest, 0, body, 4, rest.length);

        assertThat(inflate(body)).isNotNull();
    }

    @Property
    void anyBytesDoNotThrow(@ForAll byte[] body) {
        assertThat(inflate(body)).isNotNull();
    }

    /** As a caller with a limit does it. */
    private static Optional<byte[]> inflate(byte[] body) {
        var length = Gzip.declaredLength(body);
        return length < 0 || length > LIMIT ? Optional.empty() : Gzip.inflate(body, (int) length);
    }

    private static byte[] declaring(int length, byte[] body) {
        ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).putInt(body.length - Integer.BYTES, length);
        return body;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(plain);
        }
        return compressed.toByteArray();
    }
}
