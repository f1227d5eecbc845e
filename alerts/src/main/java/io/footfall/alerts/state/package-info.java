/** State of the alerts, in memory and in the alert topics. */
package io.footfall.alerts.state;
