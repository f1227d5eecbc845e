/** Edge of the processor: the topology that clicks pass through, its wiring and its settings. */
package io.footfall.processor;
