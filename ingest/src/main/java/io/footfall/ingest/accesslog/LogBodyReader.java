package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import io.footfall.ingest.accesslog.AccessLogBody.RejectedLine;
import io.footfall.ingest.body.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one body. */
final class LogBodyReader {
    private final byte[] body;
    private final LineParser lines;
    private final JsonLogParser objects;
    private final int maxLines;
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();

    LogBodyReader(byte[] body, LineParser lines, JsonLogParser objects, int maxLines) {
        this.body = Utf8.withoutMark(body);
        this.lines = lines;
        this.objects = objects;
        this.maxLines = maxLines;
    }

    AccessLogBody read(boolean isPlainText) {
        var first = firstCharacter();
        if (!isPlainText && first == '[') {
            return readArray();
        }
        if (!isPlainText && first == '{' && isOverSeveralLines()) {
            addObject(1, body, 0, body.length, true);
            return new AccessLogBody.Lines(entries, rejected);
        }
        return readLines();
    }

    private AccessLogBody readLines() {
        int number = 1;
        for (int begin = 0; begin < body.length; number++) {
            var end = lineEnd(begin);
            var trimmed = trimmedEnd(begin, end);
            if (trimmed > begin) {
                if (entries.size() + rejected.size() == maxLines) {
                    return tooMany();
                }
                add(number, body, begin, trimmed, true);
            }
            begin = end + 1;
        }
        return new AccessLogBody.Lines(entries, rejected);
    }

    /** Whether the body is one object with line breaks in it; lines end with a brace. */
    private boolean isOverSeveralLines() {
        var end = trimmedEnd(0, lineEnd(0));
        if (end > 0 && body[end - 1] == '}') {
            return false;
        }
        try (var json = JsonLogParser.open(body, 0, body.length)) {
            json.nextToken();
            json.skipChildren();
            return json.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    private int firstCharacter() {
        int at = 0;
        while (at < body.length && isSpace(body[at])) {
            at++;
        }
        return at < body.length ? body[at] : ' ';
    }

    private int lineEnd(int begin) {
        int end = begin;
        while (end < body.length && body[end] != '\n') {
            end++;
        }
        return end;
    }

    private int trimmedEnd(int begin, int end) {
        int trimmed = end;
        while (trimmed > begin && isSpace(body[trimmed - 1])) {
            trimmed--;
        }
        return trimmed;
    }

    private static boolean isSpace(byte character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    private void reject(int number, LineProblem problem) {
        rejected.add(new RejectedLine(number, problem));
    }

    /** Adds a line, or an object in which there may be another line. */
    private void add(int number, byte[] bytes, int begin, int end, boolean mayNest) {
        if (bytes[begin] == '{') {
            addObject(number, bytes, begin, end, mayNest);
        } else {
            lines.parse(number, bytes, begin, end)
                    .ifPresentOrElse(entries::add, () -> reject(number, LineProblem.FORMAT));
        }
    }

    private void addObject(int number, byte[] bytes, int begin, int end, boolean mayNest) {
        LogEntry entry;
        try {
            entry = object(number, bytes, begin, end);
        } catch (IOException e) {
            entry = repaired(number, bytes, begin, end);
        }
        if (entry == null) {
            reject(number, LineProblem.JSON);
        } else {
            add(entry, mayNest);
        }
    }

    private LogEntry object(int number, byte[] bytes, int begin, int end) throws IOException {
        try (var json = JsonLogParser.open(bytes, begin, end)) {
            json.nextToken();
            var entry = objects.read(number, json);
            return json.nextToken() == null ? entry : null;
        }
    }

    /** Servers write paths as they get them, so that a JSON log may have text that is not UTF-8. Null if it is no JSON. */
    private LogEntry repaired(int number, byte[] bytes, int begin, int end) {
        var utf8 = new String(bytes, begin, end - begin, UTF_8).getBytes(UTF_8);
        if (Arrays.equals(bytes, begin, end, utf8, 0, utf8.length)) {
            return null;
        }
        try {
            return object(number, utf8, 0, utf8.length);
        } catch (IOException e) {
            return null;
        }
    }

    private void add(LogEntry entry, boolean mayNest) {
        var isReadable = objects.isReadable();
        if (mayNest && entry.line() != null) {
            var line = entry.line().strip().getBytes(UTF_8);
            var before = rejected.size();
            if (line.length > 0) {
                add(entry.number(), line, 0, line.length, false);
            }
            if (line.length > 0 && (rejected.size() == before || !entry.isRequest())) {
                return;
            }
            // A message beside fields of its own.
            rejected.subList(before, rejected.size()).clear();
        }
        if (!entry.isRequest()) {
            reject(entry.number(), LineProblem.FIELDS);
        } else if (!isReadable) {
            reject(entry.number(), LineProblem.VALUE);
        } else {
            entries.add(entry);
        }
    }

    private AccessLogBody readArray() {
        try (var json = JsonLogParser.open(body, 0, body.length)) {
            json.nextToken();
            for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                var number = entries.size() + rejected.size() + 1;
                if (number > maxLines) {
                    return tooMany();
                }
                if (token == JsonToken.START_OBJECT) {
                    add(objects.read(number, json), true);
                } else {
                    json.skipChildren();
                    reject(number, LineProblem.JSON);
                }
            }
            return json.nextToken() == null
                    ? new AccessLogBody.Lines(entries, rejected)
                    : new AccessLogBody.Broken("something follows the array");
        } catch (IOException e) {
            return new AccessLogBody.Broken("element " + (entries.size() + rejected.size() + 1) + " is not JSON");
        }
    }

    private AccessLogBody tooMany() {
        return new AccessLogBody.TooManyLines("more than " + maxLines
                + " lines (footfall.ingest.access-log.max-lines); send them in several requests");
    }
}
