/** What the dashboard shows: the last hour of windows, the newest alerts and the click counts, and their totals. */
package io.footfall.dashboard.state;
