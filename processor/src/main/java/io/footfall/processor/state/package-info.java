/** State of a task: objects in memory that are saved in a changelog topic before each commit. */
package io.footfall.processor.state;
