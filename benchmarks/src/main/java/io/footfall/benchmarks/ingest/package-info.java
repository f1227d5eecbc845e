/** What a click costs ingest, compared with a server on the same HTTP library that only answers. */
package io.footfall.benchmarks.ingest;
