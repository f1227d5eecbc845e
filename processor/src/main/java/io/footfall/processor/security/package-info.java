/** Counting for security: visits to management pages, and page view windows, in which floods show. */
package io.footfall.processor.security;
