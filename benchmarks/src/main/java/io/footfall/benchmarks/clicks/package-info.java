/** Generated clicks, shaped like a news site's, and what has to become of them. */
package io.footfall.benchmarks.clicks;
