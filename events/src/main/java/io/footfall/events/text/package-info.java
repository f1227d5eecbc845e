/** What text of strangers must be, and how it is shortened. */
package io.footfall.events.text;
