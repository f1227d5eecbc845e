package io.footfall.sandbox.replay;

/**
 * A line of a file of recorded clicks.
 *
 * @param bytes without the line break
 * @param file the name of the file, and of the entry if it is a zip
 * @param number of the line in the file, from 1
 */
@SuppressWarnings("ArrayRecordComponent") // lines are not compared
record RecordedLine(byte[] bytes, String file, long number) {
    /** Where the line is, as compilers write it. */
    String place() {
        return file + ":" + number;
    }

    boolean isBlank() {
        return end() == 0;
    }

    /** Whether the line opens a JSON array that it does not close. */
    boolean isBeginningOfArray() {
        return !isBlank() && bytes[start()] == '[' && bytes[end() - 1] != ']';
    }

    private int start() {
        var start = 0;
        while (isSpace(bytes[start])) {
            start++;
        }
        return start;
    }

    private int end() {
        var end = bytes.length;
        while (end > 0 && isSpace(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r';
    }
}
