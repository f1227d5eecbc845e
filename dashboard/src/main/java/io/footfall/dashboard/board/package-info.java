/** The state behind the page: the newest hour of windows and the newest alerts, and what they add up to. */
package io.footfall.dashboard.board;
