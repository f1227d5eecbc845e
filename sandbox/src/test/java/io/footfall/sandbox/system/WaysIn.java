package io.footfall.sandbox.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A request that tries to get data without a login.
 *
 * @param name what it tries
 * @param template the bytes to send, with {@code {path}} of the data, {@code {port}} and {@code {management}}
 */
record WaysIn(String name, String template) {
    private static final String UNSIGNED =
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4IiwiZXhwIjo0MTAyNDQ0ODAwLCJyZWFsbV9hY2Nlc3MiOnsicm9sZXMiOlsiZm9vdGZhbGwtb3Bl"
                    + "cmF0b3IiXX19.";

    /** All ways, to data at a path. */
    static List<WaysIn> all(String data) {
        var ways = new ArrayList<WaysIn>();
        ways.add(get("nothing", "{path}"));
        ways.add(get("a page in a browser", "{path}", "Accept: text/html", "Sec-Fetch-Mode: navigate"));

        ways.add(get("another address by X-Forwarded-Uri", "{path}", "X-Forwarded-Uri: /q/metrics"));
        ways.add(get("another address by X-Original-URL", "{path}", "X-Original-URL: /q/health/live"));
        ways.add(get("another address by X-Rewrite-URL", "{path}", "X-Rewrite-URL: /q/health/live"));
        ways.add(get("data by X-Original-URL", "/q/health/live", "X-Original-URL: {path}", "X-Rewrite-URL: {path}"));
        ways.add(get("a prefix", "{path}", "X-Forwarded-Prefix: /q/health"));
        ways.add(get("a local client", "{path}", "X-Forwarded-For: 127.0.0.1", "X-Real-IP: 127.0.0.1"));
        ways.add(get("a local client by Forwarded", "{path}", "Forwarded: for=127.0.0.1;host=localhost;proto=https"));
        ways.add(get("another host", "{path}", "X-Forwarded-Host: localhost", "X-Forwarded-Proto: https"));
        ways.add(get("a method by header", "{path}", "X-HTTP-Method-Override: OPTIONS", "X-Method-Override: HEAD"));
        ways.add(get(
                "a user named by a proxy",
                "{path}",
                "Remote-User: vera",
                "X-Remote-User: vera",
                "X-Forwarded-User: vera",
                "X-Auth-Request-User: vera",
                "X-Forwarded-Access-Token: " + UNSIGNED));

        ways.add(get("two slashes", "/{path}"));
        ways.add(get("a dot segment", "/.{path}"));
        ways.add(get("an encoded dot segment", "/%2e{path}"));
        ways.add(get("a path below health", "/q/health/live/../../..{path}"));
        ways.add(get("a path below health, encoded", "/q/health/live/%2e%2e/%2e%2e/%2e%2e{path}"));
        ways.add(get("a path below health, encoded slashes", "/q/health/live/..%2f..%2f..{path}"));
        ways.add(get("a path below health, encoded twice", "/q/health/live/%252e%252e/%252e%252e/%252e%252e{path}"));
        ways.add(get("a path below a matrix parameter", "/q/health;/../..{path}"));
        ways.add(get("a matrix parameter", "{path};jsessionid=1"));
        ways.add(get("a matrix parameter at first", "/;x{path}"));
        ways.add(get("an encoded semicolon", "{path}%3bx=/q/health"));
        ways.add(get("an encoded slash at the end", "{path}%2f"));
        ways.add(get("a slash at the end", "{path}/"));
        ways.add(get("an encoded slash at first", "/%2f{path}"));
        ways.add(get("a backslash", "\\..{path}"));
        ways.add(get("a dot at the end", "{path}."));
        ways.add(get("a null at the end", "{path}%00"));
        ways.add(get("a blank at the end", "{path}%20"));
        ways.add(get("an extension", "{path}/favicon.svg"));
        ways.add(get("upper case", data.toUpperCase(Locale.ROOT)));
        ways.add(get("a query", "{path}?path=/q/health/live"));
        ways.add(get("a fragment", "{path}#/q/metrics"));
        ways.add(get("an absolute address", "http://localhost:{port}{path}"));
        ways.add(get("an absolute address of the management interface", "http://localhost:{management}/q/metrics"));

        for (var method : List.of("HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO")) {
            ways.add(new WaysIn(
                    "method " + method,
                    lines(
                            method + " {path} HTTP/1.1",
                            "Host: localhost",
                            "Content-Length: 0",
                            "Connection: close",
                            "")));
        }
        ways.add(new WaysIn("HTTP/1.0 without a host", lines("GET {path} HTTP/1.0", "")));
        ways.add(new WaysIn(
                "two requests in one",
                lines("GET /q/health/live HTTP/1.1", "Host: localhost", "Content-Length: 0", "")
                        + lines("GET {path} HTTP/1.1", "Host: localhost", "Connection: close", "")));
        ways.add(new WaysIn(
                "a request hidden in a body",
                lines(
                                "POST /q/health/live HTTP/1.1",
                                "Host: localhost",
                                "Content-Length: 4",
                                "Transfer-Encoding: chunked")
                        + lines("", "0", "", "GET {path} HTTP/1.1", "Host: localhost", "")));
        ways.add(get(
                "a websocket",
                "{path}",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
        ways.add(new WaysIn(
                "HTTP/2 without asking first",
                lines("PRI * HTTP/2.0", "", "SM", "", "GET {path} HTTP/1.1", "Host: localhost", "")));
        ways.add(get("the host of the management interface", "/q/metrics", "Host: localhost:{management}"));
        for (var path :
                List.of("/q/health", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/swagger-ui", "/q/dev-ui")) {
            ways.add(get(path, path));
        }

        ways.add(get("an empty user", "{path}", "Authorization: Basic Og=="));
        ways.add(get("half a user", "{path}", "Authorization: Basic YW5uX2xlZQ=="));
        ways.add(get("Basic without credentials", "{path}", "Authorization: Basic "));
        ways.add(get("Bearer without a token", "{path}", "Authorization: Bearer "));
        ways.add(get("another scheme", "{path}", "Authorization: Negotiate YWJj"));
        ways.add(get("an unsigned token", "{path}", "Authorization: Bearer " + UNSIGNED));
        ways.add(get("an invented session", "{path}", "Cookie: q_session=" + UNSIGNED + "|" + UNSIGNED + "|x"));
        ways.add(get("a session of another tenant", "{path}", "Cookie: q_session_other=" + UNSIGNED));
        ways.add(get("an invented code", "/oidc/callback?code=x&state=y"));
        ways.add(get("an invented code with its state", "/oidc/callback?code=x&state=y", "Cookie: q_auth_y=y"));
        return ways;
    }

    private static WaysIn get(String name, String path, String... headers) {
        var lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
        var all = List.of(headers);
        lines.addAll(all);
        if (all.stream().noneMatch(header -> header.startsWith("Host:"))) {
            lines.add("Host: localhost:{port}");
        }
        if (all.stream().noneMatch(header -> header.startsWith("Connection:"))) {
            lines.add("Connection: close");
        }
        lines.add("");
        return new WaysIn(name, lines(lines.toArray(String[]::new)));
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    String request(String path, int port, int management) {
        return template.replace("{path}", path)
                .replace("{port}", Integer.toString(port))
                .replace("{management}", Integer.toString(management));
    }

    @Override
    public String toString() {
        return name;
    }
}
