package io.footfall.ingest.accesslog;

import static io.footfall.ingest.accesslog.LogField.IGNORED;
import static io.footfall.ingest.accesslog.LogField.PATH;
import static io.footfall.ingest.accesslog.LogField.QUERY;
import static io.footfall.ingest.accesslog.LogField.TIME;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compiles a format in the notation of nginx' {@code log_format} or Apache's {@code LogFormat}. */
final class LogFormatCompiler {
    private static final String SETTING = "footfall.ingest.access-log.format: ";
    private static final Pattern NGINX = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Pattern APACHE = Pattern.compile("%(?:[!0-9,]*)[<>]?(?:\\{([^}]*)})?([a-zA-Z%])");

    private static final Map<String, LogField> NGINX_FIELDS = Map.ofEntries(
            Map.entry("remote_addr", LogField.ADDRESS),
            Map.entry("http_x_forwarded_for", LogField.FORWARDED_FOR),
            Map.entry("time_local", TIME),
            Map.entry("time_iso8601", TIME),
            Map.entry("msec", TIME),
            Map.entry("request", LogField.REQUEST),
            Map.entry("request_method", LogField.METHOD),
            Map.entry("request_uri", PATH),
            Map.entry("uri", PATH),
            Map.entry("args", QUERY),
            Map.entry("query_string", QUERY),
            Map.entry("status", LogField.STATUS),
            Map.entry("body_bytes_sent", LogField.BYTES),
            Map.entry("bytes_sent", LogField.BYTES),
            Map.entry("request_time", LogField.SECONDS),
            Map.entry("http_referer", LogField.REFERRER),
            Map.entry("http_user_agent", LogField.USER_AGENT),
            Map.entry("host", LogField.HOST),
            Map.entry("http_host", LogField.HOST),
            Map.entry("server_name", LogField.HOST),
            Map.entry("server_port", LogField.PORT),
            Map.entry("geoip_country_code", LogField.COUNTRY),
            Map.entry("http_cf_ipcountry", LogField.COUNTRY_HEADER));

    private static final Map<String, LogField> APACHE_FIELDS = Map.ofEntries(
            Map.entry("h", LogField.ADDRESS),
            Map.entry("a", LogField.ADDRESS),
            Map.entry("r", LogField.REQUEST),
            Map.entry("m", LogField.METHOD),
            Map.entry("U", PATH),
            Map.entry("q", QUERY),
            Map.entry("s", LogField.STATUS),
            Map.entry("b", LogField.BYTES),
            Map.entry("B", LogField.BYTES),
            Map.entry("O", LogField.BYTES),
            Map.entry("D", LogField.MICROSECONDS),
            Map.entry("T", LogField.SECONDS),
            Map.entry("v", LogField.SITE),
            Map.entry("V", LogField.HOST),
            Map.entry("p", LogField.PORT),
            Map.entry("{ms}T", LogField.MILLISECONDS),
            Map.entry("{us}T", LogField.MICROSECONDS),
            Map.entry("{s}T", LogField.SECONDS),
            Map.entry("{c}a", IGNORED),
            Map.entry("{referer}i", LogField.REFERRER),
            Map.entry("{user-agent}i", LogField.USER_AGENT),
            Map.entry("{x-forwarded-for}i", LogField.FORWARDED_FOR),
            Map.entry("{host}i", LogField.HOST),
            Map.entry("{cf-ipcountry}i", LogField.COUNTRY_HEADER),
            Map.entry("{geoip_country_code}e", LogField.COUNTRY));

    private final String format;
    private final List<LogField> fields = new ArrayList<>();
    private final List<StringBuilder> literals = new ArrayList<>();

    private LogFormatCompiler(String format) {
        this.format = format;
        literals.add(new StringBuilder());
    }

    /**
     * Compiles a format.
     *
     * @throws IllegalArgumentException if it cannot be read, or has nothing of a request; the message is for operators
     */
    static LogFormat compile(String format) {
        return new LogFormatCompiler(format).compile();
    }

    private LogFormat compile() {
        var isNginx = NGINX.matcher(format).find();
        int at = 0;
        for (var found : (isNginx ? NGINX : APACHE).matcher(format).results().toList()) {
            addText(format.substring(at, found.start()), isNginx);
            if (isNginx) {
                add(NGINX_FIELDS.getOrDefault(found.group(1) == null ? found.group(2) : found.group(1), IGNORED));
            } else {
                addDirective(found);
            }
            at = found.end();
        }
        addText(format.substring(at), isNginx);
        if (fields.stream().noneMatch(LogField::isOfRequest)) {
            throw problem("has neither a request nor a status");
        }
        var texts = literals.stream().map(StringBuilder::toString).toList();
        return new LogFormat(texts.get(0), fields, texts.subList(1, texts.size()));
    }

    private void addDirective(MatchResult directive) {
        var letter = directive.group(2);
        var argument = directive.group(1);
        if (letter.equals("%")) {
            addText("%", true);
        } else if (letter.equals("t") && argument == null) {
            addText("[", true);
            add(TIME);
            addText("]", true);
        } else if (letter.equals("t")) {
            if (argument.contains("_frac")) {
                throw problem("writes its time in parts: use %t, or %{msec}t");
            }
            add(TIME);
        } else {
            var name = argument == null ? letter : name(argument, letter);
            add(APACHE_FIELDS.getOrDefault(name, IGNORED));
        }
    }

    /** Names of headers have no case. */
    private static String name(String argument, String letter) {
        return "{" + (letter.equals("T") ? argument : argument.toLowerCase(Locale.ROOT)) + "}" + letter;
    }

    private void add(LogField field) {
        if (!fields.isEmpty() && literals.get(literals.size() - 1).isEmpty()) {
            if (fields.get(fields.size() - 1) == PATH && field == QUERY) {
                return; // %U%q is one text
            }
            throw problem("has two fields with nothing between them");
        }
        fields.add(field);
        literals.add(new StringBuilder());
    }

    /** The configuration of Apache quotes the format, and that of nginx often does. */
    private void addText(String text, boolean isNginx) {
        literals.get(literals.size() - 1)
                .append(isNginx ? text : text.replace("\\\"", "\"").replace("\\t", "\t"));
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(SETTING + "'" + format + "' " + what);
    }
}
