package io.footfall.processor.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.footfall.processor.security.ForbiddenPaths;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbePatternsTest {
    private static final ForbiddenPaths PROBES = new ForbiddenPaths(ProbePatterns.kept());

    static List<String> patterns() {
        return ProbePatterns.kept();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void everyPatternIsValidAndMatchesAPathOfItsOwn(String pattern) {
        assertThat(ForbiddenPaths.problem(pattern)).isEmpty();

        var path = pattern.replace("/**", "/some/folder").replace("*", "x");

        assertThat(PROBES.match("http://h" + path)).isPresent();
        assertThat(new ForbiddenPaths(List.of(pattern)).match("http://h" + path))
                .isPresent();
    }

    @Test
    void noPatternIsListedTwice() {
        assertThat(ProbePatterns.kept()).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void everyGroupNamesItsSource() throws IOException {
        String text;
        try (var list = ProbePatterns.class.getResourceAsStream("probes.txt")) {
            text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(text.split("\n\n")).hasSizeGreaterThan(8).allSatisfy(group -> assertThat(group)
                .startsWith("# ")
                .containsPattern("OWASP CRS|CrowdSec|Nikto|fail2ban|no list of rules|Facts only"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/xml.php",
                "/up.php",
                "/assets/uploadify/uploadify.php",
                "/admin/FCKeditor/editor/filemanager/upload/test.html",
                "/.env",
                "/api/.env.production",
                "/.git/config",
                "/blog/.git/HEAD",
                "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
                "/cgi-bin/luci/;stok=/locale",
                "/cgi-bin/.%2e/.%2e/.%2e/etc/passwd",
                "/backup.sql",
                "/backup.SQL",
                "/db/dump%2esql?x=1",
                "/db/dump.%73ql",
                "/dump.sql/",
                "/dump.sql.gz",
                "/index.php.bak",
                "/wp-config.php~",
                "/wp-content/uploads/c99.php",
                "/HNAP1/",
            })
    void probesOfAccessLogsMatch(String path) {
        assertThat(PROBES.match("http://h" + path)).isPresent();
    }

    static Stream<String> ordinaryPaths() {
        var sections = List.of("binnenland", "buitenland", "sport", "cultuur", "economie", "wetenschap", "politiek");
        var titles = List.of(
                "wat-er-in-de-env-staat",
                "backup-van-de-stad",
                "de-sql-van-het-leven",
                "git-in-de-polder",
                "wp-config-uitgelegd",
                "shell-boekt-winst",
                "phpinfo-en-andere-gevaren",
                "web-console-voor-kinderen",
                "cmd-en-conquer");
        var articles = sections.stream().flatMap(section -> titles.stream()
                .map(title -> "/nl/%s/2018/01/13/%s-1.3456789/?utm_source=x.sql".formatted(section, title)));
        var others = Stream.of(
                "/",
                "/index.html",
                "/index.php",
                "/robots.txt",
                "/ads.txt",
                "/sitemap.xml",
                "/favicon.ico",
                "/.well-known/security.txt",
                "/.well-known/acme-challenge/x",
                "/manifest.json",
                "/feed",
                "/rss.xml",
                "/search?q=%2e%2e%2fetc%2fpasswd",
                "/api/v1/articles?page=2",
                "/static/app.js",
                "/static/app.css.map",
                "/img/a%20b.jpg",
                "/login",
                "/user/profile",
                "/tag/.net",
                "/article.php?id=12",
                "/wp-content/uploads/2018/01/foto.jpg",
                "/wp-json/wp/v2/posts",
                "/fotos/caf%C3%A9.webp",
                "/video/123.mp4#t=10",
                "/rapport.pdf",
                "/data.zip");
        return Stream.concat(articles, others);
    }

    @Test
    void noOrdinaryPathOfANewsSiteMatches() {
        assertThat(ordinaryPaths().count()).isGreaterThanOrEqualTo(90);
        assertThat(ordinaryPaths()
                        .filter(path -> PROBES.match("http://h" + path).isPresent()))
                .isEmpty();
        assertThat(IntStream.range(0, 20).mapToObj("/nl/1.%d"::formatted))
                .allSatisfy(path -> assertThat(PROBES.match("http://h" + path)).isEmpty());
    }
}
