package io.footfall.benchmarks.clicks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Somebody who clicks.
 *
 * @param key of all clicks, or null of a program that names no user agent
 * @param bot its name, or null of a person
 * @param device platform, system and browser
 * @param deviceFields the same as fields of a click
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Visitor(byte[] key, byte[] bot, String country, boolean foreign, List<String> device, String deviceFields) {
    private static final double FOREIGN = 0.14;
    private static final double LOWER_CASE = 0.05;
    private static final double BOT = 0.02;
    private static final double KEYLESS = 0.01;
    private static final int KEY_LENGTH = 22;
    private static final String KEY_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> MARKET = List.of("BE", "BE", "BE", "BE", "BE", "BE", "BE", "BE", "BE", "NL");
    private static final List<String> ELSEWHERE = List.of("US", "DE", "TH", "FR", "SG", "GB", "ES", "AE", "BJ", "SE");
    /** Platform, system and browser, repeated as often as they are found together. */
    private static final List<List<String>> DEVICES = List.of(
            List.of("mobile", "ios", "unknown"),
            List.of("mobile", "ios", "unknown"),
            List.of("mobile", "ios", "safari"),
            List.of("mobile", "android", "chrome"),
            List.of("tablet", "ios", "safari"),
            List.of("tablet", "ios", "unknown"),
            List.of("desktop", "windows", "chrome"),
            List.of("desktop", "windows", "firefox"),
            List.of("desktop", "mac", "safari"));

    static Visitor random(SplittableRandom random) {
        var foreign = random.nextDouble() < FOREIGN;
        var country = any(foreign ? ELSEWHERE : MARKET, random);
        var device = any(DEVICES, random);
        return new Visitor(
                random.nextDouble() < KEYLESS ? null : key(random),
                random.nextDouble() < BOT ? "examplebot".getBytes(US_ASCII) : null,
                random.nextDouble() < LOWER_CASE ? country.toLowerCase(Locale.ROOT) : country,
                foreign,
                device,
                "\"visitor_platform\":\"%s\",\"visitor_os\":\"%s\",\"visitor_browser\":\"%s\""
                        .formatted(device.toArray()));
    }

    private static byte[] key(SplittableRandom random) {
        var key = new byte[KEY_LENGTH];
        for (var at = 0; at < key.length; at++) {
            key[at] = (byte) KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length()));
        }
        return key;
    }

    private static <T> T any(List<T> choices, SplittableRandom random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
