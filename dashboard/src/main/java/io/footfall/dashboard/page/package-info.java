/** How a snapshot is put into words, numbers and lines for the first paint; {@code board.js} does the same afterwards. */
package io.footfall.dashboard.page;
