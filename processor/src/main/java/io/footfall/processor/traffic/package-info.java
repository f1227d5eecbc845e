/** What the market's visitors do, counted in bounded memory. */
package io.footfall.processor.traffic;
