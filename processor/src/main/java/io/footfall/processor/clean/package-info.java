/** Validation: parses the bytes of a click and decides whether it is valid and belongs to the market. */
package io.footfall.processor.clean;
