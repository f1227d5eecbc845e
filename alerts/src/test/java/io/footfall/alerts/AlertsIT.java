package io.footfall.alerts;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** Runs {@link AlertsTest} against the native binary. */
@QuarkusIntegrationTest
class AlertsIT extends AlertsTest {}
