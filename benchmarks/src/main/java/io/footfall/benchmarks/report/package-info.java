/** Figures, the tables that sum them up, and the files that they are written to. */
package io.footfall.benchmarks.report;
