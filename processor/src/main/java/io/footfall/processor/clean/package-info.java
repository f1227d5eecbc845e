/** From raw bytes to a verdict: is this a clean click, and is it one of the market's? */
package io.footfall.processor.clean;
