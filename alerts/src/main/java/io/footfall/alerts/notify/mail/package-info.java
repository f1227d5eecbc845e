/** Notifications by mail. */
package io.footfall.alerts.notify.mail;
