package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** A click as the website's script sends it, but for its time and its number, which are filled in as it is sent. */
final class ClickText {
    private static final String BLANK = "0".repeat(ClickNumber.DIGITS);
    private static final List<String> PLATFORMS = List.of("desktop", "mobile", "mobile", "tablet");
    private static final List<String> SYSTEMS = List.of("windows", "android", "ios", "ipados");
    private static final List<String> BROWSERS = List.of("chrome", "firefox", "safari", "edge");
    private static final List<String> COUNTRIES = List.of("BE", "NL", "BE", "NL", "DE", "FR");
    private static final Set<String> MARKET = Set.of("BE", "NL");
    private static final List<String> SECTIONS = List.of("politics", "economy", "sport", "culture", "science");
    private static final List<String> WORDS = List.of(
            "council",
            "agrees",
            "on",
            "new",
            "budget",
            "for",
            "railways",
            "after",
            "long",
            "debate",
            "while",
            "farmers",
            "protest",
            "in",
            "capital",
            "and",
            "champions",
            "return",
            "home",
            "against",
            "storm");

    private final byte[] bytes;
    private final int timeAt;
    private final int numberAt;
    private final boolean ofMarket;

    private ClickText(String text, boolean ofMarket) {
        this.ofMarket = ofMarket;
        bytes = text.getBytes(UTF_8);
        timeAt = text.indexOf(BLANK);
        numberAt = text.lastIndexOf(BLANK);
    }

    static ClickText random(SplittableRandom random) {
        var kind = random.nextInt(PLATFORMS.size());
        var title = title(random);
        var opening = random.nextInt(4) == 0;
        var country = any(COUNTRIES, random);
        return new ClickText(
                ("{\"visitor_platform\":\"%s\",\"ts_ingest\":%s,\"article_title\":\"%s\","
                                + "\"visitor_country\":\"%s\",\"visitor_page_timer\":%d,\"visitor_os\":\"%s\",\"article\":\"%s\","
                                + "\"visitor_page_height\":%d,\"visitor_browser\":\"%s\",\"sequence\":%s}")
                        .formatted(
                                PLATFORMS.get(kind),
                                BLANK,
                                title,
                                country,
                                opening ? 0 : random.nextInt(1, 600),
                                SYSTEMS.get(kind),
                                "https://news.example/%s/2026/%s-%06d"
                                        .formatted(
                                                any(SECTIONS, random),
                                                title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                                                random.nextInt(1_000_000)),
                                opening ? 0 : random.nextInt(1, 9_000),
                                any(BROWSERS, random),
                                BLANK),
                MARKET.contains(country));
    }

    private static String title(SplittableRandom random) {
        var title = new StringBuilder("The");
        for (var words = random.nextInt(4, 10); words > 0; words--) {
            title.append(' ').append(any(WORDS, random));
        }
        return title.toString();
    }

    private static String any(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Whether it will be a cleaned click. */
    boolean isOfMarket() {
        return ofMarket;
    }

    int length() {
        return bytes.length;
    }

    void write(ByteBuffer request, long millis, int sequence) {
        var start = request.position();
        request.put(bytes);
        writeDigits(request, start + timeAt, millis);
        writeDigits(request, start + numberAt, ClickNumber.FIRST + sequence);
    }

    private static void writeDigits(ByteBuffer request, int at, long number) {
        var rest = number;
        for (var digit = at + ClickNumber.DIGITS - 1; digit >= at; digit--) {
            request.put(digit, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
