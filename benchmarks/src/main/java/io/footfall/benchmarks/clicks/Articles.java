package io.footfall.benchmarks.clicks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.SplittableRandom;

/** Articles by number, with titles and URLs about as long as those of an encyclopaedia, as fields of a click. */
final class Articles {
    private static final int CACHED = 100_000;
    private static final List<String> WORDS = List.of(("Battle of Kingdom São Championships the Cercanías Women's"
                    + " Republican Life for Black Mesa 1969 Algorithm Königsberg North Prize")
            .split(" "));

    private final long seed;
    private final Article[] cached;

    Articles(long seed, int count) {
        this.seed = seed;
        cached = new Article[Math.min(count, CACHED)];
    }

    /** Two fields of a click, with their names: {@code "article_title":"…"} and {@code "article":"…"}. */
    record Article(String title, String url) {}

    Article article(int number) {
        if (number >= cached.length) {
            return generate(number);
        }
        if (cached[number] == null) {
            cached[number] = generate(number);
        }
        return cached[number];
    }

    private Article generate(int number) {
        var random = new SplittableRandom(seed + number);
        var title = new StringBuilder();
        for (var words = random.nextInt(2, 5); words > 0; words--) {
            title.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        title.append(number);
        var quote = number % 50 == 0 ? "\\\"" : "";
        var url = "https://news.example/wiki/"
                + URLEncoder.encode(title.toString().replace(' ', '_'), UTF_8);
        return new Article("\"article_title\":\"" + quote + title + quote + '"', "\"article\":\"" + url + '"');
    }
}
