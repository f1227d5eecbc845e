package io.footfall.alerts;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The native binary does what the service does on the JVM. */
@QuarkusIntegrationTest
class AlertsIT extends AlertsTest {}
