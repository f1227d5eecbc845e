package io.footfall.ingest.accesslog;

import static java.util.stream.Collectors.joining;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names that fields have in JSON logs. A name with dots leads into objects, and is known as it is, too. Of several
 * names of a field, the first that a line has counts.
 */
final class FieldNames {
    private static final String SETTING = "footfall.ingest.access-log.fields.";

    private static final Map<LogField, List<String>> DEFAULTS = Map.ofEntries(
            Map.entry(
                    LogField.TIME,
                    List.of(
                            "time_iso8601",
                            "StartUTC",
                            "ts",
                            "time_local",
                            "msec",
                            "time",
                            "@timestamp",
                            "timestamp",
                            "date")),
            Map.entry(
                    LogField.ADDRESS,
                    List.of(
                            "request.client_ip",
                            "request.remote_ip",
                            "remote_addr",
                            "ClientHost",
                            "ClientAddr",
                            "client_ip",
                            "clientip",
                            "remote_ip",
                            "remote",
                            "client.address",
                            "source.address",
                            "source.ip")),
            Map.entry(
                    LogField.FORWARDED_FOR,
                    List.of(
                            "http_x_forwarded_for",
                            "request.headers.X-Forwarded-For",
                            "request_X-Forwarded-For",
                            "x_forwarded_for")),
            Map.entry(
                    LogField.METHOD,
                    List.of(
                            "request_method",
                            "request.method",
                            "RequestMethod",
                            "http.request.method",
                            "method",
                            "verb")),
            Map.entry(
                    LogField.HOST,
                    List.of("request.host", "RequestHost", "url.domain", "http_host", "vhost", "server_name", "host")),
            Map.entry(LogField.REQUEST, List.of("request", "request_line")),
            Map.entry(
                    LogField.PATH,
                    List.of("request_uri", "request.uri", "RequestPath", "url.original", "uri", "path", "url")),
            Map.entry(LogField.QUERY, List.of("query_string", "args", "url.query", "query")),
            Map.entry(
                    LogField.STATUS,
                    List.of(
                            "status",
                            "DownstreamStatus",
                            "http.response.status_code",
                            "status_code",
                            "response",
                            "code")),
            Map.entry(
                    LogField.BYTES,
                    List.of(
                            "body_bytes_sent",
                            "DownstreamContentSize",
                            "http.response.body.bytes",
                            "bytes_sent",
                            "size",
                            "bytes")),
            Map.entry(LogField.SECONDS, List.of("request_time", "duration")),
            Map.entry(LogField.MILLISECONDS, List.of("duration_ms")),
            Map.entry(LogField.MICROSECONDS, List.of("duration_us")),
            Map.entry(LogField.NANOSECONDS, List.of("Duration", "event.duration")),
            Map.entry(
                    LogField.REFERRER,
                    List.of(
                            "http_referer",
                            "request.headers.Referer",
                            "request_Referer",
                            "http.request.referrer",
                            "referer",
                            "referrer")),
            Map.entry(
                    LogField.USER_AGENT,
                    List.of(
                            "http_user_agent",
                            "request.headers.User-Agent",
                            "request_User-Agent",
                            "user_agent.original",
                            "user_agent",
                            "agent")),
            Map.entry(
                    LogField.COUNTRY,
                    List.of(
                            "geoip_country_code",
                            "client.geo.country_iso_code",
                            "source.geo.country_iso_code",
                            "country",
                            "country_code")),
            Map.entry(
                    LogField.COUNTRY_HEADER,
                    List.of("http_cf_ipcountry", "request.headers.Cf-Ipcountry", "request_Cf-Ipcountry")),
            Map.entry(LogField.LINE, List.of("message", "log", "MESSAGE")));

    private final Node root = new Node();

    /** What a name stands for: a field, or an object that has fields, or both. */
    static final class Node {
        private final Map<String, Node> children = new HashMap<>();
        private LogField field;
        private int rank = Integer.MAX_VALUE;

        /** Null if nothing of that name is known. */
        Node child(String name) {
            return children.get(name);
        }

        /** Null if it is an object. */
        LogField field() {
            return field;
        }

        /** Of a lower number is taken before those of higher ones. */
        int rank() {
            return rank;
        }

        private void add(String name, LogField meaning, int order) {
            var node = children.computeIfAbsent(name, first -> new Node());
            if (order < node.rank) {
                node.field = meaning;
                node.rank = order;
            }
        }
    }

    /**
     * The known names, after those of the settings.
     *
     * @param configured names by field
     * @throws IllegalArgumentException if a field is unknown
     */
    FieldNames(Map<String, List<String>> configured) {
        configured.forEach((setting, names) -> {
            var field = field(setting);
            for (int i = 0; i < names.size(); i++) {
                add(names.get(i).strip(), field, i - names.size());
            }
        });
        DEFAULTS.forEach((field, names) -> {
            for (int i = 0; i < names.size(); i++) {
                add(names.get(i), field, i);
            }
        });
    }

    /** The name of an environment variable has neither dashes nor lower case, and its underscores arrive as dots. */
    private static LogField field(String setting) {
        var name = setting.toLowerCase(Locale.ROOT).replace('.', '-').replace('_', '-');
        return DEFAULTS.keySet().stream()
                .filter(field -> field.settingName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(SETTING + setting + " is no field: choose one of "
                        + DEFAULTS.keySet().stream()
                                .sorted()
                                .map(LogField::settingName)
                                .collect(joining(", "))));
    }

    private void add(String name, LogField field, int rank) {
        root.add(name, field, rank);
        var node = root;
        var parts = name.split("\\.", -1);
        for (int i = 0; i < parts.length - 1; i++) {
            node = node.children.computeIfAbsent(parts[i], first -> new Node());
        }
        node.add(parts[parts.length - 1], field, rank);
    }

    Node root() {
        return root;
    }
}
