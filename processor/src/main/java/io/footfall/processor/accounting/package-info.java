/** Counts of what became of the clicks of each partition, absolute since its beginning. */
package io.footfall.processor.accounting;
