/** Notifications: which are due, to whom, and what became of them. */
package io.footfall.alerts.notify;
