/** Receives clicks over HTTP and writes them to Kafka. Checks that they are JSON, never what is in their fields. */
package io.footfall.ingest;
