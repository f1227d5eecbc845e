package io.footfall.processor.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default patterns recognise every disguise of their pages, and no other page. */
class EvasionTest {
    private static final List<String> PATTERNS = patterns();
    private static final ForbiddenPaths PATHS = new ForbiddenPaths(PATTERNS);

    @Property(tries = 5_000)
    void aDisguisedManagementPageIsRecognised(@ForAll("forbidden") String path, @ForAll long seed) {
        var url = new Disguises(seed).of(path);

        assertThat(PATHS.match(url)).describedAs(url).isPresent();
    }

    @Property(tries = 5_000)
    void anOrdinaryPageIsNotForbidden(
            @ForAll @Size(min = 1, max = 5) List<@From("words") String> words, @ForAll long seed) {
        var random = new Random(seed);
        var url = "https://news.example/" + String.join("/", words)
                + List.of("", "/", ".html", "?next=/admin", "#/admin/", "%20", "/?a=%2fadmin")
                        .get(random.nextInt(7));

        assertThat(PATHS.match(url)).describedAs(url).isEmpty();
    }

    @Property(tries = 50_000)
    void theFastMatchFindsTheSameAsTheFullMatch(@ForAll @Size(max = 8) List<@From("pieces") String> pieces) {
        var url = "https://news.example/" + String.join("", pieces);

        assertThat(PATHS.match(url)).describedAs(url).isEqualTo(PATHS.find(url));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                ("/ admin ADMIN %61dmin adm%69n actuator bac\u212A pma x . .. %2e %2E%2e %2f %2F %5c \\ ; ;a=b ? # % %2 %25 %252e"
                                + " %c2%85 %C2%85 \u0085 %c2 %c3%a9 \u00e9 %00 %7f \u007f \u0000 %0a \n %e2%84%aa con%73ole CON\u017Fole"
                                + " .git .env %c0%ae %27 ' + console q K \u0130 wp-login.php %77p-login.php wp-log%c4%b0n.php"
                                + " %d0%bf xmlrpc.php %c3wp-admin blog/ /blog/wp-admin /x/phpmyadm%69n")
                        .split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "https://news.example/blog/wp-login.php, /**/wp-login.php",
        "https://news.example/a/b/WP-Login.php?redirect_to=x, /**/wp-login.php",
        "https://news.example/shop/wp-admin/setup.php, /**/wp-admin/**",
        "https://news.example/blog/wp-admin/, /**/wp-admin/**",
        "https://news.example/blog/xmlrpc.php, /**/xmlrpc.php",
        "https://news.example/tools/phpMyAdmin/index.php, /**/phpmyadmin/**",
        "https://news.example/app/.env.local, /**/.env*",
        "https://news.example/a/b/.git/config, /**/.git/**",
        "https://news.example/nl/admin, /nl/admin/**",
        "https://news.example/fr/admin/users, /fr/admin/**",
        "https://news.example/wp-login.php, /**/wp-login.php",
    })
    void aManagementPageInAFolderIsRecognisedByDefault(String url, String pattern) {
        assertThat(PATHS.match(url)).map(ForbiddenPaths.Match::pattern).contains(pattern);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://news.example/author/admin/",
                "https://news.example/news/admin",
                "https://news.example/blog/wp-content/x.png",
                "https://news.example/how-to-find/wp-login.php-file",
                "https://news.example/blog?next=/wp-login.php",
            })
    void aPageThatLooksSimilarIsNotForbiddenByDefault(String url) {
        assertThat(PATHS.match(url)).isEmpty();
    }

    /** The page of each pattern and, if it matches more, a page below it or in a folder. */
    @Provide
    Arbitrary<String> forbidden() {
        return Arbitraries.of(PATTERNS.stream()
                .flatMap(pattern -> pattern.startsWith("/**/")
                        ? Stream.of(pattern.substring(3), "/blog" + pattern.substring(3))
                        : Stream.of(pattern))
                .flatMap(pattern -> pattern.endsWith("/**")
                        ? Stream.of(pattern.replace("/**", ""), pattern.replace("/**", "/some/page.html"))
                        : Stream.of(pattern.replace("*", ""), pattern.replace("*", ".local")))
                .distinct()
                .toList());
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                "administration-of-justice",
                "admins",
                "my-admin",
                "administrators",
                "environment",
                "gitlab",
                ".gitignore",
                "env",
                "wp-content",
                "wp-login.php5",
                "phpmyadmins",
                "pmatch",
                "managers",
                "actuators",
                "consoles",
                "quarkus",
                "qq",
                "server-status-report",
                "caf%C3%A9",
                "100%25",
                "2018");
    }

    private static List<String> patterns() {
        var settings = new Properties();
        try (var file = EvasionTest.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        return List.of(
                settings.getProperty("footfall.processor.forbidden-paths").split(","));
    }
}
