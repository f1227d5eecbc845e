/** The processor's edges: the topology that a click passes through, its wiring and its settings. */
package io.footfall.processor;
