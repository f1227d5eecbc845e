/** What a task remembers: live objects in memory, saved in a changelog once before each commit. */
package io.footfall.processor.state;
