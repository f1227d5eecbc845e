/** What the processor does to one click, without any server: {@code java -jar benchmarks/jmh/target/jmh.jar}. */
package io.footfall.benchmarks.jmh;
