/** Measurements of code without servers; JMH runs them in processes of its own. */
package io.footfall.benchmarks.code;
