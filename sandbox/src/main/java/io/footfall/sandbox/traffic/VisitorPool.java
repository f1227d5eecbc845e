package io.footfall.sandbox.traffic;

import java.util.List;
import java.util.SplittableRandom;

/** Generates visitors. The same number gives the same ordinary visitor. */
final class VisitorPool {
    private static final double FOREIGN = 0.14;
    private static final double DUTCH = 0.3;
    private static final List<String> ABROAD = List.of("FR", "DE", "GB", "US", "ES", "LU", "MA", "SR");
    private static final List<SimulatedVisitor> DEVICES = List.of(
            device("mobile", "ios", "safari", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1"),
            device("mobile", "android", "chrome", "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/142.0 Mobile"),
            device("mobile", "android", "samsung", "Mozilla/5.0 (Linux; Android 14; SM-S921B) SamsungBrowser/28.0"),
            device("tablet", "ios", "safari", "Mozilla/5.0 (iPad; CPU OS 18_1 like Mac OS X) Safari/604.1"),
            device("desktop", "windows", "chrome", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0"),
            device("desktop", "windows", "edge", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/142.0"),
            device("desktop", "macos", "safari", "Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) Safari/605.1"),
            device("desktop", "linux", "firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Firefox/145.0"));

    private final long seed;

    VisitorPool(long seed) {
        this.seed = seed;
    }

    SimulatedVisitor ordinary(int number) {
        var random = new SplittableRandom(seed + number);
        var device = DEVICES.get(random.nextInt(DEVICES.size()));
        return from(device, home(random), address(number));
    }

    /** A visitor that probes paths, from any country. */
    SimulatedVisitor prober(SplittableRandom random) {
        var device = DEVICES.get(random.nextInt(DEVICES.size()));
        var country = random.nextInt(4) == 0 ? "BE" : ABROAD.get(random.nextInt(ABROAD.size()));
        return from(device, country, address(100_000 + random.nextInt(1_000)));
    }

    /** One of the machines of a flood. */
    SimulatedVisitor flooder(SplittableRandom random) {
        return from(DEVICES.get(4), "BE", address(110_000 + random.nextInt(40)));
    }

    private static String home(SplittableRandom random) {
        if (random.nextDouble() < FOREIGN) {
            return ABROAD.get(random.nextInt(ABROAD.size()));
        }
        return random.nextDouble() < DUTCH ? "NL" : "BE";
    }

    private static String address(int number) {
        return "198.%d.%d.%d".formatted(18 + (number >> 16 & 1), number >> 8 & 255, number & 255);
    }

    private static SimulatedVisitor device(String platform, String os, String browser, String userAgent) {
        return new SimulatedVisitor(platform, os, browser, "", userAgent, "");
    }

    private static SimulatedVisitor from(SimulatedVisitor device, String country, String address) {
        return new SimulatedVisitor(
                device.platform(), device.os(), device.browser(), country, device.userAgent(), address);
    }
}
