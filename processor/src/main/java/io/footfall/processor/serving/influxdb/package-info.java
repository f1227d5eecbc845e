/** Writes points to InfluxDB: what its responses mean, when a batch is sent again, and when a point is given up. */
package io.footfall.processor.serving.influxdb;
