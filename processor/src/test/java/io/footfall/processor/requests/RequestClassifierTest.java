package io.footfall.processor.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestClassifierTest {
    private final RequestClassifier classifier =
            new RequestClassifier(List.of("/admin", "/Admin/**", "/**/.git/**"), ProbePatterns.kept());

    @ParameterizedTest
    @CsvSource({
        "/admin, 200, FORBIDDEN, /admin, /admin",
        "/admin?x=1, 404, FORBIDDEN, /admin, /admin",
        "//admin, 302, FORBIDDEN, /admin, /admin",
        "/%61dmin/users, 200, FORBIDDEN, /admin/users, /admin/**",
        "http://news.example/admin, 200, FORBIDDEN, /admin, /admin",
        "/.git/config, 404, FORBIDDEN, /.git/config, /**/.git/**",
        "/.env, 404, PROBE, /.env, /**/.env*",
        "/UP.php?f=x, 200, PROBE, /up.php, /up.php",
        "/nothing?q=/admin, 404, NOT_FOUND, /nothing,",
        "/Caf%C3%A9, 404, NOT_FOUND, /Caf%C3%A9,",
    })
    void aSuspiciousRequestHasAReason(
            String path, int status, Suspicion.Reason reason, String matched, String pattern) {
        assertThat(classifier.classify(path, status)).contains(new Suspicion(reason, matched, pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "/nl/artikel, 200",
        "/nl/artikel, 500",
        "/nl/artikel, -1",
        "/foto.JPG?w=1, 404",
        "/app.js, 404",
        ", 404",
        "'', 400",
        "*, 200",
        "'\\x16\\x03\\x01', 400",
    })
    void anOrdinaryRequestHasNone(String path, int status) {
        assertThat(classifier.classify(path, status)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "/%", "/%%%", "?", "//", "///", "/..", "/;", "\\", "host:443", "http://", "/\uD83D"})
    void nothingThatASenderMakesUpIsAnError(String path) {
        assertThat(classifier.classify(path, 200)).isEqualTo(Optional.empty());
    }

    @Test
    void theMethodAndTheStatusDoNotMatterForManagementPages() {
        for (int status : new int[] {-1, 0, 200, 302, 401, 403, 404, 499, 500}) {
            assertThat(classifier.classify("/admin", status)).isPresent();
        }
    }
}
