package io.footfall.ingest;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The native binary responds as the service does on the JVM. */
@QuarkusIntegrationTest
@TestProfile(ClicksRouteTest.Settings.class)
class ClicksRouteIT extends ClicksRouteTest {}
