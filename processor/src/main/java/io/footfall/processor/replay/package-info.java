/** A second serving layer beside the live one: how far it is, how it differs, and how an old one goes. */
package io.footfall.processor.replay;
