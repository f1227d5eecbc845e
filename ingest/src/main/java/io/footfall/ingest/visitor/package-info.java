/**
 * Determines what may be known about the visitor who sent a click: an irreversible hash, a country, and the name of a
 * bot.
 */
package io.footfall.ingest.visitor;
