package io.footfall.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A generated visitor.
 *
 * @param key of all clicks; null for a program without a user agent
 * @param bot its name; null for a person
 * @param device platform, system and browser, as fields of a click
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SyntheticVisitor(byte[] key, byte[] bot, String country, boolean isForeign, String device) {
    private static final double FOREIGN_SHARE = 0.14;
    private static final double LOWER_CASE = 0.05;
    private static final double BOT = 0.02;
    private static final double KEYLESS = 0.01;
    private static final List<String> MARKET = List.of("BE", "BE", "BE", "BE", "BE", "BE", "BE", "BE", "BE", "NL");
    private static final List<String> FOREIGN = List.of("US", "DE", "TH", "FR", "SG", "GB", "ES", "AE", "BJ", "SE");
    /** Platform, system and browser, repeated as often as they occur together. */
    private static final List<String> DEVICES = List.of(
            "mobile ios unknown",
            "mobile ios unknown",
            "mobile ios safari",
            "mobile android chrome",
            "tablet ios safari",
            "tablet ios unknown",
            "desktop windows chrome",
            "desktop windows firefox",
            "desktop mac safari");

    static SyntheticVisitor random(SplittableRandom random) {
        var isForeign = random.nextDouble() < FOREIGN_SHARE;
        var country = any(isForeign ? FOREIGN : MARKET, random);
        var device = any(DEVICES, random);
        return new SyntheticVisitor(
                random.nextDouble() < KEYLESS ? null : key(random),
                random.nextDouble() < BOT ? "examplebot".getBytes(US_ASCII) : null,
                random.nextDouble() < LOWER_CASE ? country.toLowerCase(Locale.ROOT) : country,
                isForeign,
                "\"visitor_platform\":\"%s\",\"visitor_os\":\"%s\",\"visitor_browser\":\"%s\""
                        .formatted((Object[]) device.split(" ")));
    }

    /** As long as the key that ingest derives from an address and a browser. */
    private static byte[] key(SplittableRandom random) {
        var key = new byte[16];
        random.nextBytes(key);
        return Base64.getUrlEncoder().withoutPadding().encode(key);
    }

    private static String any(List<String> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
