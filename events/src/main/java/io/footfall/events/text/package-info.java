/** Checks, shortens and hashes untrusted text. */
package io.footfall.events.text;
