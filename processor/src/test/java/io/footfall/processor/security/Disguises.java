package io.footfall.processor.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;

/** Ways to write a URL that asks for a given path without looking like it, taken at random and combined. */
final class Disguises {
    private static final List<String> HOSTS = List.of(
            "https://news.example",
            "HTTPS://user:pass@news.example:8443",
            "http://[::1]:80",
            "https:\\\\news.example",
            "https:/news.example",
            "https:///news.example",
            "https:news.example",
            "//news.example",
            "ht\ntps://news.example",
            " \t\u0001https://news.example");
    private static final List<String> SEPARATORS =
            List.of("/", "//", "/./", "/x/../", "/x/y;z/../../", "\\", "/;a/", "/%2e/", "/x/%252E./", "///");
    private static final List<String> ENDINGS =
            List.of("", "/", "//", "/.", "/x/..", "?page=/news", "#/news", "/?a=%00#b", "/;a=1", "\\", "\r\n ");
    private static final List<String> INVISIBLE = List.of("\t", "\r", "\n", "%00", "%0a", "%2509", "%7F", "\u0001");
    private static final List<String> PARAMS = List.of(";a", ";a=1;b=2", "%3Ba=1", ";", "%253bjsessionid=0");

    private final Random random;

    Disguises(long seed) {
        random = new Random(seed);
    }

    /** A URL of the path. */
    String of(String path) {
        var url = new StringBuilder(any(HOSTS));
        var separator = "/";
        for (var segment : path.substring(1).split("/", -1)) {
            url.append(separator.equals("/") && sometimes() ? any(SEPARATORS) : separator);
            segment.chars().forEach(character -> url.append(sometimes() ? any(INVISIBLE) : "")
                    .append(character((char) character)));
            url.append(sometimes() ? any(PARAMS) : "");
            separator = sometimes() ? encoded('/', 1 + random.nextInt(2)) : "/";
        }
        return url.append(any(ENDINGS)).toString();
    }

    private String character(char plain) {
        var cased = random.nextBoolean() ? Character.toUpperCase(plain) : plain;
        return encoded(cased, sometimes() ? 1 + random.nextInt(2) : 0);
    }

    private String encoded(char character, int times) {
        var text = Character.toString(character);
        for (int i = 0; i < times; i++) {
            text = i == 0 ? hex(text) : text.replace("%", hex("%"));
        }
        return text;
    }

    private String hex(String character) {
        return (random.nextBoolean() ? "%%%02x" : "%%%02X").formatted(character.getBytes(UTF_8)[0]);
    }

    private boolean sometimes() {
        return random.nextInt(4) == 0;
    }

    private String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
