/** Limits who may send clicks, how many, and how much memory they take. */
package io.footfall.ingest.admission;
