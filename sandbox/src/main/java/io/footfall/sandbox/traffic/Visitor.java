package io.footfall.sandbox.traffic;

/**
 * A made-up visitor of the site.
 *
 * @param platform kind of device
 * @param os operating system
 * @param browser browser
 * @param country ISO 3166-1 alpha-2
 * @param userAgent what the browser says of itself
 * @param address from the block that RFC 2544 sets aside for tests
 */
record Visitor(String platform, String os, String browser, String country, String userAgent, String address) {}
