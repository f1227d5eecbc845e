/**
 * Turns changes of the dashboard into server-sent events, and keeps those of the last minutes for clients that
 * reconnect.
 */
package io.footfall.dashboard.stream;
