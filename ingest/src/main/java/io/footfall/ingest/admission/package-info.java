/** Who may send clicks, and how many. */
package io.footfall.ingest.admission;
