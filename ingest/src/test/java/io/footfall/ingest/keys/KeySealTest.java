package io.footfall.ingest.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class KeySealTest {
    private static final byte[] KEY = {1, 2, 3, 4};

    private final KeySeal seal = new KeySeal("a secret of the site");

    @Test
    void theSecretOpensAKeyOfItsDay() {
        var sealed = seal.seal("2026-03-01", KEY);

        assertThat(new KeySeal("a secret of the site").open(sealed)).hasValue(KEY);
        assertThat(new String(sealed.bytes(), ISO_8859_1)).doesNotContain(new String(KEY, ISO_8859_1));
    }

    @Test
    void anotherSecretDoesNot() {
        assertThat(new KeySeal("another secret here").open(seal.seal("2026-03-01", KEY)))
                .isEmpty();
    }

    @Test
    void aKeyCannotBeMovedToAnotherDay() {
        var sealed = seal.seal("2026-03-01", KEY);

        assertThat(seal.open(new SealedKey("2026-03-02", sealed.bytes()))).isEmpty();
    }

    @Test
    void nobodySeesThatTwoKeysAreTheSame() {
        assertThat(seal.seal("2026-03-01", KEY).bytes())
                .isNotEqualTo(seal.seal("2026-03-01", KEY).bytes());
    }

    @Property
    void anythingElseIsNoKey(@ForAll byte[] bytes) {
        assertThat(seal.open(new SealedKey("2026-03-01", bytes))).isEmpty();
    }
}
