/** Delivers notifications: queue, attempts, retries, dead letters. */
package io.footfall.alerts.notify.delivery;
