package io.footfall.alerts;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The native binary lets in whom the service lets in on the JVM. */
@QuarkusIntegrationTest
@TestProfile(AccessTest.Deployed.class)
class AccessIT extends AccessTest {}
