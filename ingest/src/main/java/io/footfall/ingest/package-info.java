/** Ingest's edges: from HTTP to the log. It looks at the shape of what it takes, never at the fields. */
package io.footfall.ingest;
