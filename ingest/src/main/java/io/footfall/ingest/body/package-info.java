/** What a request body is: clicks as they were sent, or a clear error. */
package io.footfall.ingest.body;
