/** What security looks at: management pages, and floods of page openings. */
package io.footfall.processor.security;
