/** Notifications by HTTP: signed webhooks, Slack, Alertmanager. */
package io.footfall.alerts.notify.webhook;
