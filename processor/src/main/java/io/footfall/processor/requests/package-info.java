/** Requests of access logs: which of them the rules have to look at. */
package io.footfall.processor.requests;
