/** The serving layer: writes cleaned clicks, windows and counts to InfluxDB, each point with one identity. */
package io.footfall.processor.serving;
