/** What all services do with settings: they report unknown ones, and refuse to start with one line about a wrong one. */
package io.footfall.events.settings;
