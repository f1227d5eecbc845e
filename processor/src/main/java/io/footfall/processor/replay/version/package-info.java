/** A serving version and its offsets in {@code clicks}. */
package io.footfall.processor.replay.version;
