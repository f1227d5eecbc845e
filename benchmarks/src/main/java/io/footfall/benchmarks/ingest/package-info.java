/** Ingest against the limit: a server on the same HTTP library that does nothing but answer. */
package io.footfall.benchmarks.ingest;
