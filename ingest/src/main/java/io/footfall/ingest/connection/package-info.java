/** Limits connections and the time of requests, below HTTP. */
package io.footfall.ingest.connection;
