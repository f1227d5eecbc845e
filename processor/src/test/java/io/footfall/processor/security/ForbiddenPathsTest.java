package io.footfall.processor.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenPathsTest {
    private final ForbiddenPaths paths =
            new ForbiddenPaths(List.of("/admin", "/admin/**", "/wp-login.php", "/.env*", "/.git/**"));

    @ParameterizedTest
    @CsvSource({
        "https://news.example/admin, /admin",
        "https://news.example/admin/, /admin",
        "https://news.example/Admin?next=/, /admin",
        "https://news.example//x/../admin#top, /admin",
        "https://news.example/./admin;jsessionid=1/users;a, /admin/users",
        "https://news.example/%61%64min, /admin",
        "https://news.example/%2561dmin, /admin",
        "https://news.example/x/%2e%2e/admin, /admin",
        "https://news.example\\admin, /admin",
        "//news.example/admin, /admin",
        "/admin, /admin",
        "/a//admin/../../admin, /admin",
        "https://news.example/wp-login.php, /wp-login.php",
        "https://news.example/.env.local, /.env.local",
        "https://news.example/.git/config, /.git/config",
        "https://news.example/admin/%252e%252e/x, /admin/%2e%2e/x",
        "https://news.example/x/%252e%252e/admin, /admin",
        "https://news.example/admin%3Fnews, /admin",
        "https://news.example/admin%2523news, /admin",
        "https://news.example/x%3F/../admin, /admin",
        "https://news.example/admin%00.html, /admin",
        "https://news.example/ad%00min, /admin",
        "https://news.example/admin/..;/x, /admin/../x",
        "https://news.example/x/..;/admin, /admin",
        "https://news.example/admin//../x, /admin/x",
        "https://news.example/admin/..%5Cx, /admin/..\\x",
        "https:\\\\news.example\\admin, /admin",
        "https:/news.example/admin, /admin",
        "https:/admin, /admin",
        "https://user:p@news.example:8443/admin, /admin",
        "file:///admin, /admin",
        "admin, /admin",
    })
    void aDisguisedManagementPageIsRecognised(String url, String path) {
        assertThat(paths.match(url)).map(ForbiddenPaths.Match::path).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/administration-of-justice",
                "https://news.example/news/admin",
                "https://admin/news",
                "https://news.example/?page=/admin",
                "https://news.example/#/admin",
                "https://news.example/.envy/of/all",
                "https://news.example",
                "",
                "%",
                "https://news.example/%zz%",
                "https://news.example/news%3F/admin",
                "https://news.example/?q=/../admin",
                "https://news.example/admin%",
                "https://news.example/admins;/admin",
                "https://user:admin@news.example/news",
            })
    void anOrdinaryPageIsNotForbidden(String url) {
        assertThat(paths.match(url)).isEmpty();
    }

    @Property
    void percentEncodedLettersAreDecoded(@ForAll @Size(6) List<@IntRange(max = 2) Integer> timesEncoded) {
        var url = new StringBuilder("https://news.example/");
        for (int i = 0; i < "admin".length(); i++) {
            url.append(encode("admin".charAt(i), timesEncoded.get(i)));
        }

        assertThat(paths.match(url.toString())).contains(new ForbiddenPaths.Match("/admin", "/admin"));
    }

    @Property
    void anyUrlCanBeMatched(@ForAll String url) {
        assertThat(NormalizedPath.of(url)).isNotEmpty().allMatch(path -> path.startsWith("/"));
    }

    @Test
    void aUrlThatServersRefuseIsMatchedToo() {
        var url = "https://news.example/" + "x/../".repeat(10_000) + "%61dmin";

        assertThat(paths.match(url)).map(ForbiddenPaths.Match::path).contains("/admin");
    }

    @ParameterizedTest
    @CsvSource({
        "/a*c, /abc, true",
        "/a*c, /ac, true",
        "/a*c, /abcbc, true",
        "/a*c, /ab/c, false",
        "/a*c, /abd, false",
        "/*/private, /shop/private, true",
        "/*/private, /shop/a/private, false",
        "/*/private, /private, false",
        "/shop-*/**, /shop-1/a/b, true",
        "/shop-*/**, /shop-1, true",
        "/shop-*/**, /shop/a, false",
        "/, /, true",
        "/, /anything, false",
        "/**, /, true",
        "/**, /anything, true",
        "/admin/**, /administrator, false",
        "/Admin, /admin, true",
    })
    void aStarMatchesWithinASegmentAndTwoAtTheEndMatchEverythingBelow(String pattern, String path, boolean matches) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "/**/wp-login.php, /wp-login.php, true",
        "/**/wp-login.php, /blog/wp-login.php, true",
        "/**/wp-login.php, /a/b/wp-login.php, true",
        "/**/wp-login.php, /a/wp-login.php/b, false",
        "/**/wp-login.php, /a/my-wp-login.php, false",
        "/**/wp-login.php, /a/wp-login.php5, false",
        "/**/wp-admin/**, /wp-admin, true",
        "/**/wp-admin/**, /a/b/wp-admin/c/d, true",
        "/**/wp-admin/**, /a/b/wp-admins, false",
        "/**/.env*, /app/.env.local, true",
        "/a/**/b, /a/b, true",
        "/a/**/b, /a/x/y/b, true",
        "/a/**/b, /a/b/x, false",
        "/a/**/b, /ab, false",
        "/a/**/b/**/c, /a/x/b/b/y/c, true",
        "/a/**/b/**/c, /a/c/b, false",
        "/**/a/b, /a/a/b, true",
        "/**/a*/b, /x/a1/b/a2/b, true",
        "/**/**/a, /a, true",
        "/**/*, /, false",
        "/**/*, /a/b, true",
        "/*/**/x, /x, false",
        "/*/**/x, /a/x, true",
    })
    void twoStarsMatchAnyNumberOfSegmentsAlsoNoneAnywhereInAPattern(String pattern, String path, boolean matches) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
        assertThat(new ForbiddenPaths(List.of(pattern)).match("https://news.example" + path))
                .isEqualTo(matches ? Optional.of(new ForbiddenPaths.Match(path, pattern)) : Optional.empty());
    }

    @Property
    void aPatternMatchesTheSameAsARegularExpression(
            @ForAll @Size(min = 1, max = 5) List<@From("patternSegments") String> patternSegments,
            @ForAll @Size(max = 6) List<@From("pathSegments") String> pathSegments) {
        var pattern = "/" + String.join("/", patternSegments);
        var path = "/" + String.join("/", pathSegments);
        var regex = patternSegments.stream()
                .map(segment -> segment.equals("**") ? "(/[^/]+)*" : "/" + segment.replace("*", "[^/]*"))
                .collect(Collectors.joining());
        var isMatch = (path.equals("/") ? "" : path).matches(regex);

        assertThat(new Glob(pattern).matches(path))
                .describedAs(pattern + " " + path)
                .isEqualTo(isMatch);
        assertThat(new ForbiddenPaths(List.of(pattern))
                        .match("https://news.example" + path)
                        .isPresent())
                .isEqualTo(isMatch);
    }

    @Provide
    Arbitrary<String> patternSegments() {
        return Arbitraries.of("**", "**", "a", "b", "ab", "a*", "*b", "a*b");
    }

    @Provide
    Arbitrary<String> pathSegments() {
        return Arbitraries.of("a", "b", "ab", "aab", "abb", "c");
    }

    private static String encode(char letter, int times) {
        var encoded = String.valueOf(letter);
        for (int i = 0; i < times; i++) {
            encoded = i == 0 ? "%%%02x".formatted((int) letter) : encoded.replace("%", "%25");
        }
        return encoded;
    }

    @Test
    void aCachedUrlDoesNotHideAnother() {
        // The hashes of both are the same.
        var harmless = "https://news.example/Aa";
        var forbidden = "https://news.example/BB";
        assertThat(harmless).hasSameHashCodeAs(forbidden);
        var some = new ForbiddenPaths(List.of("/bb"));

        assertThat(some.match(harmless)).isEmpty();
        assertThat(some.match(harmless)).isEmpty();
        assertThat(some.match(forbidden)).isPresent();
        assertThat(some.match(harmless)).isEmpty();
    }

    @Test
    void longUrlsAreNotCached() {
        var some = new ForbiddenPaths(List.of("/admin"));
        var url = "https://news.example/" + "x".repeat(1_000_000);
        assertThat(some.match(url)).isEmpty();

        var kept = new WeakReference<>(url);
        url = null;
        await().until(() -> {
            System.gc();
            return kept.get() == null;
        });
        assertThat(some.match("https://news.example/admin")).isPresent();
    }
}
