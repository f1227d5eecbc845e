/** What one click costs the processor, without any server: {@code java -jar benchmarks/jmh/target/jmh.jar}. */
package io.footfall.benchmarks.jmh;
