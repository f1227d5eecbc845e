package io.footfall.dashboard;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The native binary accepts the same users as the service on the JVM. */
@QuarkusIntegrationTest
@TestProfile(AccessTest.Deployed.class)
class AccessIT extends AccessTest {}
