package io.footfall.alerts.rules;

import io.footfall.events.Alert;

/**
 * Says which alert a finding belongs to, and how severe it is.
 *
 * @param rule name of the rule, such as {@code forbidden-path}
 * @param severity of this finding
 * @param fingerprint findings with the same fingerprint belong to the same alert
 */
public record AlertKey(String rule, Alert.Severity severity, String fingerprint) {}
