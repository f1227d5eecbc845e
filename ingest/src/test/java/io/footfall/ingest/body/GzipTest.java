package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GzipTest {
    @Property
    void whatWasCompressedComesOut(@ForAll byte[] plain) throws IOException {
        assertThat(Gzip.inflate(gzip(plain), plain.length)).hasValue(plain);
    }

    @Test
    void aBombGoesNoFurtherThanOneByteBeyondTheLimit() throws IOException {
        var bomb = gzip(new byte[50_000_000]);

        assertThat(Gzip.inflate(bomb, 1_000))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(1_001));
    }

    @Test
    void whatIsNoGzipOrEndsTooSoonIsNothing() throws IOException {
        var whole = gzip("{\"a\":1}".getBytes(UTF_8));

        assertThat(Gzip.inflate("{\"a\":1}".getBytes(UTF_8), 100)).isEmpty();
        assertThat(Gzip.inflate(new byte[0], 100)).isEmpty();
        assertThat(Gzip.inflate(Arrays.copyOf(whole, whole.length - 5), 100)).isEmpty();
    }

    @Property
    void whateverClaimsToBeGzipNothingIsThrown(@ForAll byte[] body) {
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
