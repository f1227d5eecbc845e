/** Pure code, measured by JMH in processes of its own. */
package io.footfall.benchmarks.code;
