/** What the OpenAPI document of alerts has beside what the resources say. */
package io.footfall.alerts.api.openapi;
