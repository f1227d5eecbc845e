package io.footfall.ingest.visitor;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.Optional;

/** Reads single parameters of a query. Copies nothing of the others, because nearly every request has a query. */
final class QueryParameter {
    private QueryParameter() {}

    /**
     * The first value of a parameter, decoded.
     *
     * @param query of the request, or null
     * @throws IllegalArgumentException if the value is not percent-encoded correctly
     */
    static Optional<String> find(String query, String name) {
        var at = query == null ? -1 : begin(query, name);
        if (at < 0) {
            return Optional.empty();
        }
        var end = query.indexOf('&', at);
        return Optional.of(decode(name, query.substring(at, end < 0 ? query.length() : end)));
    }

    /** Where the value begins, or -1. */
    private static int begin(String query, String name) {
        for (int at = 0; at >= 0; at = next(query, at)) {
            var value = at + name.length() + 1;
            if (query.startsWith(name, at) && value <= query.length() && query.charAt(value - 1) == '=') {
                return value;
            }
        }
        return -1;
    }

    private static int next(String query, int at) {
        var separator = query.indexOf('&', at);
        return separator < 0 ? -1 : separator + 1;
    }

    private static String decode(String name, String value) {
        if (value.indexOf('%') < 0 && value.indexOf('+') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not percent-encoded correctly", e);
        }
    }
}
