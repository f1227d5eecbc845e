/**
 * The contract between the services: the records of the topics and their JSON. Every service depends
 * on this package; it depends on none of them.
 */
package io.footfall.events;
