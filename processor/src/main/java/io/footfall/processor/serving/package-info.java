/** The serving layer: clicks and windows as points in a time-series store, each exactly once. */
package io.footfall.processor.serving;
