/** What the rules keep of requests for management pages and of scanners. */
package io.footfall.alerts.rules.probes;
