package io.footfall.sandbox.children;

import java.util.regex.Pattern;

/** From which level on the lines of a child's log are shown to people, told by the level that each begins with. */
public enum Trouble {
    /**
     * For servers that warn in the ordinary course of things. The broker's replica manager even calls an
     * append an error that a transaction's producer just tries again.
     */
    ERRORS("\\b(ERROR|FATAL)\\b|\\bSEVERE (?!\\[kafka\\.server\\.ReplicaManager\\])|^\\d{4}-\\d\\d-\\d\\dT\\S+ [EC] "),
    WARNINGS("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b");

    private static final int WHERE_LEVELS_STAND = 80;

    private final Pattern levels;

    Trouble(String levels) {
        this.levels = Pattern.compile(levels);
    }

    boolean isToldBy(String line) {
        var head = line.length() > WHERE_LEVELS_STAND ? line.substring(0, WHERE_LEVELS_STAND) : line;
        return levels.matcher(head).find();
    }
}
