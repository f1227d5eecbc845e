/**
 * Alerts: evaluates rules on the security topics and notifies receivers. This package has the settings and wires the
 * others.
 */
package io.footfall.alerts;
