/** Who sent a click, as far as that may be known: a hash that nobody can turn back, a country, whether it is a bot. */
package io.footfall.ingest.visitor;
