/** The load: clicks like those of a website's visitors, each with a number, over a fixed number of connections. */
package io.footfall.benchmarks.load;
