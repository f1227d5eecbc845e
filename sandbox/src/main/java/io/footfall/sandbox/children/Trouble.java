package io.footfall.sandbox.children;

import java.util.regex.Pattern;

/** Tells the lines of a log that a person should see from all others, by the level that each begins with. */
final class Trouble {
    private static final int WHERE_LEVELS_STAND = 80;
    private static final Pattern LEVEL =
            Pattern.compile("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b|^\\d{4}-\\d\\d-\\d\\dT\\S+ [EC] ");

    private Trouble() {}

    static boolean isTold(String line) {
        var head = line.length() > WHERE_LEVELS_STAND ? line.substring(0, WHERE_LEVELS_STAND) : line;
        return LEVEL.matcher(head).find();
    }
}
