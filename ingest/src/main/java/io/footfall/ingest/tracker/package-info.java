/** Serves the script that websites load. */
package io.footfall.ingest.tracker;
