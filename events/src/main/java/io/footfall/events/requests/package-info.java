/** Requests of access logs, as they are kept in the topic {@code requests}. */
package io.footfall.events.requests;
