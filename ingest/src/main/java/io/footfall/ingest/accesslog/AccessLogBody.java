package io.footfall.ingest.accesslog;

import java.util.List;

/** The content of a request body: lines of an access log, or why the body is rejected as a whole. */
public sealed interface AccessLogBody {
    /** What was read, in its order, and the lines that cannot be read. */
    record Lines(List<LogEntry> entries, List<RejectedLine> rejected) implements AccessLogBody {}

    /**
     * A line that cannot be read. What is in it is not kept: it may have an address.
     *
     * @param number of the line in its body, or of the element in its array, from 1
     */
    record RejectedLine(int number, LineProblem problem) {}

    /** JSON over several lines that is broken. */
    record Broken(String message) implements AccessLogBody {}

    /** More lines than the limit. */
    record TooManyLines(String message) implements AccessLogBody {}
}
