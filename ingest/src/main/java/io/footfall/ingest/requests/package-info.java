/** Receives access logs over HTTP and writes their requests to Kafka. */
package io.footfall.ingest.requests;
