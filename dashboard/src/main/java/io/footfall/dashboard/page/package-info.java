/** Formats a snapshot for the first rendering of the page; {@code dashboard.js} does the same for each update. */
package io.footfall.dashboard.page;
