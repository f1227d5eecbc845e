/** Who sent a click, as far as that may be known: a hash that nobody can turn back. */
package io.footfall.ingest.visitor;
