/** The HTTP API of alerts. */
package io.footfall.alerts.api;
