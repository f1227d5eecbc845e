/** What a click costs the processor, and how much memory it needs. */
package io.footfall.benchmarks.processor;
