package io.footfall.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.footfall.events.requests.Request;
import io.footfall.events.text.TextLimit;

/** A request of an access log while it is read, with its address. Texts are bounded and have no control characters. */
public final class LogEntry {
    private static final int LARGEST_STATUS = 999;

    private final int number;
    private long ts = Request.UNKNOWN;
    private String address;
    private String forwardedFor;
    private String method;
    private String host;
    private String path;
    private String query;
    private int status = Request.UNKNOWN;
    private long bytes = Request.UNKNOWN;
    private long durationMs = Request.UNKNOWN;
    private String referrer;
    private String userAgent;
    private String country;
    private String countryHeader;
    private String line;
    private boolean hasRequestLine;
    private boolean truncated;

    LogEntry(int number) {
        this.number = number;
    }

    /** The number of the line in its body, from 1. */
    public int number() {
        return number;
    }

    /** The address that the web server saw, untrusted text; null if the access log has none. */
    public String address() {
        return address;
    }

    /** The header {@code X-Forwarded-For} that the web server saw, or null. */
    public String forwardedFor() {
        return forwardedFor;
    }

    public String userAgent() {
        return userAgent;
    }

    /**
     * The country as the access log has it, or null.
     *
     * @param hasProxies whether a proxy has set the header of that meaning, which else is what the client has sent
     */
    public String country(boolean hasProxies) {
        return hasProxies && countryHeader != null ? countryHeader : country;
    }

    String line() {
        return line;
    }

    /** Whether it says something of a request. */
    boolean isRequest() {
        return path != null || status >= 0;
    }

    /**
     * What is kept.
     *
     * @param receivedAt the time of an entry that has none, ms since the epoch
     * @param countryCode two letters in upper case, or null
     */
    public Request request(long receivedAt, String countryCode) {
        var whole =
                path != null && query != null && path.indexOf('?') < 0 ? cut(LogField.PATH, path + '?' + query) : path;
        return new Request(
                ts < 0 ? receivedAt : ts,
                method,
                host,
                whole,
                status,
                bytes,
                durationMs,
                referrer,
                userAgent,
                countryCode,
                truncated);
    }

    /** Sets a field to what a line has between two positions; false if it cannot be read. */
    boolean set(LogField field, byte[] text, int begin, int end) {
        var length = end - begin;
        if (length == 0 || (length == 1 && text[begin] == '-')) {
            return setMissing(field);
        }
        return switch (field) {
            case TIME -> setTime(LogTime.parse(text, begin, end));
            case STATUS -> setStatus(LoggedNumber.whole(text, begin, end), text[begin] == '-');
            case BYTES -> setBytes(LoggedNumber.whole(text, begin, end));
            case SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS ->
                setDuration(field, LoggedNumber.decimal(text, begin, end));
            case PORT -> LoggedNumber.whole(text, begin, end) >= 0;
            case IGNORED -> true;
            default -> setText(field, LoggedText.decode(text, begin, Math.min(end, begin + field.mostBytes())));
        };
    }

    /** Sets a field to a text of JSON; false if it cannot be read. */
    boolean set(LogField field, String text) {
        return switch (field) {
            case LINE -> {
                line = text;
                yield true;
            }
            case TIME, STATUS, BYTES, SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS, PORT -> {
                var ascii = text.strip().getBytes(UTF_8);
                yield set(field, ascii, 0, ascii.length);
            }
            default ->
                (text.isEmpty() || text.equals("-")) ? setMissing(field) : setText(field, LoggedText.clean(text));
        };
    }

    /** Sets a field to a number of JSON; false if it cannot be read. */
    boolean set(LogField field, double value) {
        return switch (field) {
            case TIME -> setTime(LogTime.ofNumber(value));
            case STATUS -> setStatus((long) value, value < 0);
            case BYTES -> setBytes((long) value);
            case SECONDS, MILLISECONDS, MICROSECONDS, NANOSECONDS -> setDuration(field, value);
            default -> true;
        };
    }

    /** Apache writes the number of no bytes like that. */
    private boolean setMissing(LogField field) {
        bytes = field == LogField.BYTES ? 0 : bytes;
        return true;
    }

    private boolean setTime(long time) {
        ts = time;
        return time != LogTime.UNREADABLE;
    }

    /** HAProxy logs -1 if there was no response. */
    private boolean setStatus(long value, boolean isNegative) {
        status = isNegative ? Request.UNKNOWN : (int) Math.min(value, LARGEST_STATUS);
        return isNegative || (value >= 0 && value <= LARGEST_STATUS);
    }

    private boolean setBytes(long value) {
        bytes = value;
        return value >= 0;
    }

    private boolean setDuration(LogField unit, double value) {
        durationMs = Math.round(unit.milliseconds(value));
        return value >= 0;
    }

    private boolean setText(LogField field, String text) {
        switch (field) {
            case ADDRESS -> address = LoggedText.address(text);
            case FORWARDED_FOR -> forwardedFor = text;
            case METHOD -> method = hasRequestLine || !RequestLine.isMethod(text, text.length()) ? method : text;
            case HOST -> host = LoggedText.hostName(text);
            case SITE -> host = LoggedText.serverName(text);
            case PATH -> path = hasRequestLine ? path : cut(field, text);
            case QUERY -> query = text.startsWith("?") ? text.substring(1) : text;
            case REQUEST -> setRequest(RequestLine.of(text));
            case REFERRER -> referrer = cut(field, text);
            case USER_AGENT -> userAgent = cut(field, text);
            case COUNTRY -> country = text;
            case COUNTRY_HEADER -> countryHeader = text;
            default -> throw new IllegalArgumentException(field + " is not a text");
        }
        return !field.isOneWord() || text.indexOf(' ') < 0;
    }

    /** The line has the path as it was sent, which other fields may have been normalised from. */
    private void setRequest(RequestLine request) {
        hasRequestLine = request.method() != null;
        method = hasRequestLine ? request.method() : method;
        if (hasRequestLine || path == null) {
            path = request.path().isEmpty() ? null : cut(LogField.PATH, request.path());
        }
    }

    private String cut(LogField field, String text) {
        truncated |= text.length() > field.longest();
        return TextLimit.cut(text, field.longest());
    }
}
