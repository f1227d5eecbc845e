package io.footfall.alerts.rules;

import io.footfall.events.Alert;

/**
 * What makes two findings the same alert, and how urgent it is.
 *
 * @param rule the rule that found it, such as {@code forbidden-path}
 * @param severity how urgent it is
 * @param fingerprint of the rule and of what it found
 */
public record Cause(String rule, Alert.Severity severity, String fingerprint) {}
