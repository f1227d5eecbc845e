/** Deletes a serving version that is no longer used: its consumer groups, topics and InfluxDB bucket. */
package io.footfall.processor.replay.drop;
