/**
 * Reads access logs of web servers: lines in the formats of nginx and Apache, and JSON of several servers and shippers.
 * Addresses leave this package only to become visitor ids.
 */
package io.footfall.ingest.accesslog;
