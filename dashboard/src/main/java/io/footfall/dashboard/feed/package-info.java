/** How what changes on the board is told: frames of server-sent events, and those of the last minutes to resume from. */
package io.footfall.dashboard.feed;
