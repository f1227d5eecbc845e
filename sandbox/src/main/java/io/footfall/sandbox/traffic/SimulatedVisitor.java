package io.footfall.sandbox.traffic;

/**
 * A simulated visitor.
 *
 * @param platform mobile, tablet or desktop
 * @param os operating system
 * @param browser browser
 * @param country ISO 3166-1 alpha-2
 * @param userAgent header of the browser
 * @param address in the range that RFC 2544 reserves for tests
 */
record SimulatedVisitor(String platform, String os, String browser, String country, String userAgent, String address) {}
