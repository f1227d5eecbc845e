/** What the partitions of {@code clicks} tell the one place where their totals meet. */
package io.footfall.processor.partials;
