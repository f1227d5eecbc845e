package io.footfall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHashesTest {
    private static final String HASH = "$2y$12$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";
    private static final String CHEAPER_HASH = "$2y$10$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret-in-plain-text",
                "$2y$12$tooshort",
                "$apr1$abcdefgh$abcdefghijklmnopqrstuv",
                "$2y$99$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m",
                "$2y$17$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m",
                "$2y$03$abcdefghijklmnopqrstuunYdhHrPrQsWwVD7FJZar2U048CuDd2m",
                ""
            })
    void aValueThatIsNoBcryptHashIsAnErrorThatNamesTheSettingOnly(String value) {
        assertThatThrownBy(() -> UserHashes.of(Map.of("ann", value), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("footfall.users.ann is not a bcrypt hash")
                .satisfies(failure -> assertThat(
                                value.isEmpty() || !failure.getMessage().contains(value))
                        .isTrue());
        assertThatThrownBy(() -> UserHashes.of(Map.of(), Map.of("FOOTFALL_USERS_ANN_LEE", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("FOOTFALL_USERS_ANN_LEE is not a bcrypt hash");
    }

    @Test
    void anUnderscoreInAVariableIsOneOfTheUserName() {
        var read = Map.of("ann.lee", HASH, "bob", HASH);
        var hashes = UserHashes.of(
                read, Map.of("FOOTFALL_USERS_ANN_LEE", HASH, "FOOTFALL_USERS_BOB", HASH, "FOOTFALL_ACCESS", "permit"));

        assertThat(hashes.contains("ann_lee")).isTrue();
        assertThat(hashes.contains("ann.lee")).isFalse();
        assertThat(hashes.contains("bob")).isTrue();
        assertThat(hashes.hashFor("ann_lee")).isEqualTo(HASH);
    }

    @Test
    void aVariableThatASettingHasTakenAddsNoOtherUser() {
        var hashes = UserHashes.of(
                Map.of("ann-lee", HASH, "bob", HASH),
                Map.of("FOOTFALL_USERS_ANN_LEE", HASH, "FOOTFALL_USERS_BOB", HASH));

        assertThat(hashes.contains("ann-lee")).isTrue();
        assertThat(hashes.contains("ann_lee")).isFalse();
    }

    @Test
    void unknownNamesAreVerifiedWithTheHashOfSomeUserAlwaysTheSame() {
        var hashes = UserHashes.of(Map.of("ann", HASH, "bob", CHEAPER_HASH), Map.of());

        var chosen = IntStream.range(0, 50)
                .mapToObj(number -> hashes.hashFor("unknown " + number))
                .toList();

        assertThat(chosen).containsOnly(HASH, CHEAPER_HASH).contains(HASH, CHEAPER_HASH);
        assertThat(IntStream.range(0, 50)
                        .mapToObj(number -> hashes.hashFor("unknown " + number))
                        .toList())
                .isEqualTo(chosen);
        assertThat(List.of("ann", "unknown 1"))
                .noneMatch(name -> hashes.hashFor(name).isEmpty());
    }
}
