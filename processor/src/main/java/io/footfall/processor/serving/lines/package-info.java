/** Clicks in InfluxDB's line protocol, written from their JSON without objects in between. */
package io.footfall.processor.serving.lines;
