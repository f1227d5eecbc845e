package io.footfall.events.requests;

/**
 * A request that a web server has logged, without the address that it came from. All texts are untrusted, and none has
 * control characters. What the access log lacks is null, or {@link #UNKNOWN} in numbers.
 *
 * @param ts event time, ms since the epoch
 * @param method such as {@code GET}; null if what was sent is not a request of HTTP
 * @param host name of the site, in lower case
 * @param path with its query, as it was sent; if what was sent is not a request of HTTP, its text
 * @param status of the response; some servers log statuses of their own, such as 499 and 0
 * @param bytes sent in response
 * @param durationMs from the first byte of the request to the last of the response
 * @param referrer URL
 * @param userAgent as it was sent
 * @param country ISO 3166-1 alpha-2, upper case
 * @param truncated whether a text was longer than it may be
 */
public record Request(
        long ts,
        String method,
        String host,
        String path,
        int status,
        long bytes,
        long durationMs,
        String referrer,
        String userAgent,
        String country,
        boolean truncated) {
    /** A number that the access log lacks. */
    public static final int UNKNOWN = -1;
}
