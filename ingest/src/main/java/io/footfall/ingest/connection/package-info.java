/** What is looked after below HTTP: connections of senders that are too slow. */
package io.footfall.ingest.connection;
