package io.footfall.ingest;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The native binary answers as the service does on the JVM. */
@QuarkusIntegrationTest
@TestProfile(ClickResourceTest.Settings.class)
class ClickResourceIT extends ClickResourceTest {}
