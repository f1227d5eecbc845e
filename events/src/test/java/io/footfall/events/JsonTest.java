package io.footfall.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    private static final Pattern PAIR = Pattern.compile("\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..");

    record Texts(List<String> texts) {}

    /** Text of operators and of other programs; clicks with such text are refused. */
    @ParameterizedTest
    @CsvSource({
        "aaa\uD83D, aaa\uFFFD",
        "\uDE00aaa, \uFFFDaaa",
        "a\uD83Da, a\uFFFDa",
        "a\uD83D\uDE00a, a\uD83D\uDE00a",
    })
    void halvesOfSurrogatePairsAreNeverWritten(String text, String written) {
        var json = new String(Json.write(Map.of("texts", List.of(text))), UTF_8);

        assertThat(PAIR.matcher(json).replaceAll("")).doesNotContain("\\u");
        assertThat(Json.read(json.getBytes(UTF_8), Texts.class).texts()).containsExactly(written);
    }
}
