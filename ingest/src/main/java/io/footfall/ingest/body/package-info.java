/** Splits request bodies into clicks, byte for byte as they were sent. */
package io.footfall.ingest.body;
