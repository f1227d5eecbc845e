/** Compares what two serving versions have derived from the same clicks. */
package io.footfall.processor.replay.diff;
