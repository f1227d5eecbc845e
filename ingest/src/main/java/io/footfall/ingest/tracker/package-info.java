/** The script that websites load, and how it is served. */
package io.footfall.ingest.tracker;
