/** Replays: how far this serving version has caught up, and comparisons with another one. */
package io.footfall.processor.replay;
