/** Totals of traffic windows, in bounded memory. */
package io.footfall.processor.traffic;
