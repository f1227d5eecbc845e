/** Who may look at the dashboard. */
package io.footfall.dashboard.access;
