package io.footfall.benchmarks.clicks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.SplittableRandom;

/** Articles by number: a title and an address, about as long as those of an encyclopaedia, as fields of a click. */
final class Articles {
    private static final int KEPT = 100_000;
    private static final List<String> WORDS = List.of(
            "Battle",
            "of",
            "Kingdom",
            "São",
            "Championships",
            "the",
            "Cercanías",
            "Women's",
            "Republican",
            "Life",
            "for",
            "Black",
            "Mesa",
            "1969",
            "Algorithm",
            "Königsberg",
            "North",
            "Prize");

    private final long seed;
    private final Article[] kept;

    Articles(long seed, int count) {
        this.seed = seed;
        kept = new Article[Math.min(count, KEPT)];
    }

    /** And as fields: {@code "article_title":"…"} and {@code "article":"…"}. */
    record Article(String title, String address, String titleField, String addressField) {}

    Article article(int number) {
        if (number >= kept.length) {
            return make(number);
        }
        if (kept[number] == null) {
            kept[number] = make(number);
        }
        return kept[number];
    }

    private Article make(int number) {
        var random = new SplittableRandom(seed + number);
        var title = new StringBuilder();
        for (var words = random.nextInt(2, 5); words > 0; words--) {
            title.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
        }
        title.append(number);
        var address = "https://news.example/wiki/"
                + URLEncoder.encode(title.toString().replace(' ', '_'), UTF_8);
        var quote = number % 50 == 0 ? "\"" : "";
        var quoteInJson = quote.replace("\"", "\\\"");
        return new Article(
                quote + title + quote,
                address,
                "\"article_title\":\"" + quoteInJson + title + quoteInJson + '"',
                "\"article\":\"" + address + '"');
    }
}
