package io.footfall.sandbox.children;

import java.util.regex.Pattern;

/** The lowest level of log lines that the console shows. Lines without a level are not shown. */
public enum EchoThreshold {
    /**
     * For Kafka and QuestDB, which log warnings in normal operation. Kafka's replica manager even logs an error when it
     * rejects a batch that the transactional producer then retries.
     */
    ERROR("\\b(ERROR|FATAL)\\b|\\bSEVERE (?!\\[kafka\\.server\\.ReplicaManager\\])|^\\d{4}-\\d\\d-\\d\\dT\\S+ [EC] "),
    WARNING("\\b(WARN|WARNING|ERROR|SEVERE|FATAL)\\b");

    private static final int PREFIX_LENGTH = 80;

    private final Pattern levels;

    EchoThreshold(String levels) {
        this.levels = Pattern.compile(levels);
    }

    boolean matches(String line) {
        var prefix = line.length() > PREFIX_LENGTH ? line.substring(0, PREFIX_LENGTH) : line;
        return levels.matcher(prefix).find();
    }
}
