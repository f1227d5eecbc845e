/** Generates clicks like those of a news site, and counts the results that are expected. */
package io.footfall.benchmarks.clicks;
