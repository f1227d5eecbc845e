/** The active replica: how it is elected, its thread, and its work. */
package io.footfall.alerts.leader;
