/** The serving layer: writes cleaned clicks, windows and counts to InfluxDB, each point exactly once. */
package io.footfall.processor.serving;
