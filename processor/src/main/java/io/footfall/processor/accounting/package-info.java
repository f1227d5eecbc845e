/** Every click accounted for, in absolute numbers since the beginning of the log, partition by partition. */
package io.footfall.processor.accounting;
