package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** A click as a website's script sends it. Its time and its sequence number are written when it is sent. */
final class ClickTemplate {
    /** Sequence numbers begin here, so that all have the same length. */
    static final long FIRST_SEQUENCE = 1_000_000_000_000L;

    private static final String BLANK = "0".repeat(13);
    private static final List<String> PLATFORMS = List.of("desktop", "mobile", "mobile", "tablet");
    private static final List<String> SYSTEMS = List.of("windows", "android", "ios", "ipados");
    private static final List<String> BROWSERS = List.of("chrome", "firefox", "safari", "edge");
    private static final List<String> COUNTRIES = List.of("BE", "NL", "BE", "NL", "DE", "FR");
    private static final Set<String> MARKET = Set.of("BE", "NL");
    private static final List<String> SECTIONS = List.of("politics", "economy", "sport", "culture", "science");
    private static final List<String> WORDS = List.of(("council agrees on new budget for railways after long debate"
                    + " while farmers protest in capital and champions return home against storm")
            .split(" "));

    private final byte[] bytes;
    private final int timeAt;
    private final int sequenceAt;
    private final boolean isInMarket;

    private ClickTemplate(String text, boolean isInMarket) {
        bytes = text.getBytes(UTF_8);
        timeAt = text.indexOf(BLANK);
        sequenceAt = text.lastIndexOf(BLANK);
        this.isInMarket = isInMarket;
    }

    static ClickTemplate random(SplittableRandom random) {
        var kind = random.nextInt(PLATFORMS.size());
        var title = title(random);
        var pageView = random.nextInt(4) == 0;
        var country = any(COUNTRIES, random);
        var timer = pageView ? 0 : random.nextInt(1, 600);
        var path = any(SECTIONS, random) + "/2026/"
                + title.toLowerCase(Locale.ROOT).replace(' ', '-');
        var article = "https://news.example/%s-%06d".formatted(path, random.nextInt(1_000_000));
        var height = pageView ? 0 : random.nextInt(1, 9_000);
        var text = "{\"visitor_platform\":\"" + PLATFORMS.get(kind) + "\",\"ts_ingest\":" + BLANK
                + ",\"article_title\":\"" + title + "\",\"visitor_country\":\"" + country + "\",\"visitor_page_timer\":"
                + timer + ",\"visitor_os\":\"" + SYSTEMS.get(kind) + "\",\"article\":\"" + article
                + "\",\"visitor_page_height\":" + height + ",\"visitor_browser\":\"" + any(BROWSERS, random)
                + "\",\"sequence\":" + BLANK + "}";
        return new ClickTemplate(text, MARKET.contains(country));
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

    /** Whether the processor writes it to {@code clicks-cleaned}. */
    boolean isInMarket() {
        return isInMarket;
    }

    int length() {
        return bytes.length;
    }

    void write(ByteBuffer request, long millis, int sequence) {
        var start = request.position();
        request.put(bytes);
        writeDigits(request, start + timeAt, millis);
        writeDigits(request, start + sequenceAt, FIRST_SEQUENCE + sequence);
    }

    private static void writeDigits(ByteBuffer request, int at, long number) {
        var rest = number;
        for (var digit = at + BLANK.length() - 1; digit >= at; digit--) {
            request.put(digit, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
