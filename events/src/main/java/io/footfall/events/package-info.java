/**
 * The contract between the services: names of topics, shapes of records, and how they are written.
 * Nothing here decides anything; every service depends on it and it depends on none.
 */
package io.footfall.events;
