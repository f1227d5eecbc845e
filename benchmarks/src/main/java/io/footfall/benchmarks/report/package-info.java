/** What was found and under which conditions, for people and for programs. */
package io.footfall.benchmarks.report;
