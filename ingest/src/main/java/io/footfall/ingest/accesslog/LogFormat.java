package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * A format of lines: fields with literal text before, between and after them. A field ends where the text after it
 * begins; within quotes, where it begins after a quote that has no backslash.
 */
final class LogFormat {
    private static final int NOT_FOUND = -1;

    private final byte[] first;
    private final LogField[] fields;
    private final byte[][] literals;
    private final boolean[] quoted;
    private final boolean[] beforeTime;

    /**
     * @param first text before the first field
     * @param fields what the fields mean
     * @param literals text after each field; only that of the last may be empty
     */
    LogFormat(String first, List<LogField> fields, List<String> literals) {
        this.first = first.getBytes(UTF_8);
        this.fields = fields.toArray(LogField[]::new);
        this.literals =
                literals.stream().map(literal -> literal.getBytes(UTF_8)).toArray(byte[][]::new);
        this.quoted = new boolean[fields.size()];
        this.beforeTime = new boolean[fields.size()];
        var before = first;
        for (int i = 0; i < quoted.length; i++) {
            quoted[i] = before.endsWith("\"") && literals.get(i).startsWith("\"");
            beforeTime[i] =
                    fields.get(i) == LogField.IGNORED && i + 2 < quoted.length && fields.get(i + 1) == LogField.TIME;
            before = literals.get(i);
        }
    }

    /** Reads a line into an entry; false if it has another format, and then the entry has part of it. */
    boolean read(byte[] line, int begin, int end, LogEntry entry) {
        if (!isAt(first, line, begin, end)) {
            return false;
        }
        int at = begin + first.length;
        int last = fields.length - 1;
        for (int i = 0; i < last; i++) {
            var fieldEnd = beforeTime[i]
                    ? findBeforeTime(i, line, at, end)
                    : find(literals[i], quoted[i], line, bracketsEnd(line, at, end), end);
            if (fieldEnd < at || !entry.set(fields[i], line, at, fieldEnd)) {
                return false;
            }
            at = fieldEnd + literals[i].length;
        }
        var lineEnd = end - literals[last].length;
        return lineEnd >= at
                && isAt(literals[last], line, lineEnd, end)
                && !(quoted[last] && hasSeveral(line, at, lineEnd))
                && entry.set(fields[last], line, at, lineEnd);
    }

    private static boolean isAt(byte[] literal, byte[] line, int at, int end) {
        if (end - at < literal.length) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (line[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the text after a field is, or -1. */
    private static int find(byte[] literal, boolean isQuoted, byte[] line, int begin, int end) {
        var character = literal[0];
        for (int i = begin; i <= end - literal.length; i++) {
            if (isQuoted && line[i] == '\\') {
                i++;
            } else if (line[i] == character && isAt(literal, line, i, end)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /**
     * Where the text before a time is. The name of a user may have such a text, too, since clients choose it. But no name
     * has the quote that follows the time: servers escape it.
     */
    private int findBeforeTime(int field, byte[] line, int begin, int end) {
        var timeEnd = find(literals[field + 1], false, line, begin, end);
        for (int i = timeEnd - literals[field].length; i >= begin; i--) {
            if (isAt(literals[field], line, i, timeEnd)) {
                return i;
            }
        }
        return NOT_FOUND;
    }

    /** Where an address of IPv6 in brackets ends, which has colons; or the beginning. */
    private static int bracketsEnd(byte[] line, int begin, int end) {
        if (begin < end && line[begin] == '[') {
            for (int i = begin; i < end && line[i] != ' '; i++) {
                if (line[i] == ']') {
                    return i;
                }
            }
        }
        return begin;
    }

    /** Whether what seems to be the last field is several: this is a shorter format than the line has. */
    private static boolean hasSeveral(byte[] line, int begin, int end) {
        for (int i = begin; i < end - 2; i++) {
            if (line[i] == '\\') {
                i++;
            } else if (line[i] == '"' && line[i + 1] == ' ' && line[i + 2] == '"') {
                return true;
            }
        }
        return false;
    }
}
