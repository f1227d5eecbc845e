/** What the commands have in common. */
package io.footfall.benchmarks.command;
