/** Closes connections of clients that send too slowly, below HTTP. */
package io.footfall.ingest.connection;
