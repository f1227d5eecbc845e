package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.SplittableRandom;

/**
 * An article whose title and URL are about as long as those of an encyclopaedia.
 *
 * @param title {@code "article_title":"…"}
 * @param url {@code "article":"…"}
 */
record SyntheticArticle(String title, String url) {
    private static final List<String> WORDS = List.of(("Battle of Kingdom São Championships the Cercanías Women's"
                    + " Republican Life for Black Mesa 1969 Algorithm Königsberg North Prize")
            .split(" "));

    /** Always the same article for a seed and a number. */
    static SyntheticArticle generate(long seed, int number) {
        var random = new SplittableRandom(seed + number);
        var title = new StringBuilder();
        for (var words = random.nextInt(2, 5); words > 0; words--) {
            title.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        title.append(number);
        var quote = number % 50 == 0 ? "\\\"" : "";
        var url = "https://news.example/wiki/"
                + URLEncoder.encode(title.toString().replace(' ', '_'), UTF_8);
        return new SyntheticArticle("\"article_title\":\"" + quote + title + quote + '"', "\"article\":\"" + url + '"');
    }
}
