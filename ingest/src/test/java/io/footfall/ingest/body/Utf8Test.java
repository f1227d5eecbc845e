package io.footfall.ingest.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Java's decoder is the reference. */
class Utf8Test {
    /** Beginnings and ends of the ranges in which a byte has one meaning. */
    private static final int[] EDGES = {
        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee,
        0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    void everyCharacterOfUpToFourBytesIsValidIfJavaDecodesIt() {
        for (var first : EDGES) {
            for (var second : EDGES) {
                for (var third : EDGES) {
                    for (var fourth : EDGES) {
                        check((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Test
    void aCharacterThatIsCutOffIsNotValid() {
        var text = "\u20AC\uD83D\uDE00".getBytes(UTF_8);
        for (var length = 0; length <= text.length; length++) {
            check(Arrays.copyOf(text, length));
        }
    }

    @Test
    void longTextsAreCheckedToTheirEnd() {
        var random = new SplittableRandom(7);
        for (var number = 0; number < 20_000; number++) {
            var text = "caf\u00e9 \u20ac, \uD83D\uDE00 and much plain text "
                    .repeat(3)
                    .getBytes(UTF_8);
            text[random.nextInt(text.length)] = (byte) random.nextInt();
            check(Arrays.copyOfRange(text, random.nextInt(9), text.length));
        }
    }

    private static void check(byte... bytes) {
        assertThat(Utf8.isValid(bytes)).as(() -> Arrays.toString(bytes)).isEqualTo(isDecoded(bytes));
    }

    private static boolean isDecoded(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
