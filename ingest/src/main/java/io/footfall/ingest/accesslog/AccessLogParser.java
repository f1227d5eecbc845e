package io.footfall.ingest.accesslog;

import java.util.List;
import java.util.Map;

/** Reads request bodies that have lines of access logs, or JSON. Thread-safe. */
public final class AccessLogParser {
    private final List<LogFormat> formats;
    private final FieldNames names;
    private final int maxLines;

    /**
     * @param formats of lines, in the notation of nginx or Apache; without any, the known ones are tried
     * @param fields names of JSON fields, by what they mean
     * @param maxLines in one body
     * @throws IllegalArgumentException if a format or a field is wrong; the message names the setting
     */
    public AccessLogParser(List<String> formats, Map<String, List<String>> fields, int maxLines) {
        this.formats = formats.stream().map(LogFormatCompiler::compile).toList();
        this.names = new FieldNames(fields);
        this.maxLines = maxLines;
    }

    /**
     * Reads a body: lines, each of which may be a JSON object; or, unless it is plain text, one JSON value, which is an
     * object or an array of objects.
     */
    public AccessLogBody parse(byte[] body, boolean isPlainText) {
        return new LogBodyReader(body, new LineParser(formats), new JsonLogParser(names), maxLines).read(isPlainText);
    }
}
