package io.footfall.testing;

import java.net.http.HttpClient;

/** Makes HTTP clients for tests. */
public final class HttpClients {
    private HttpClients() {}

    /**
     * A client for HTTP/1.1. By default, Java's client asks for an upgrade to HTTP/2 on each connection without TLS, and
     * fails now and then with a protocol error.
     */
    public static HttpClient http1() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }
}
