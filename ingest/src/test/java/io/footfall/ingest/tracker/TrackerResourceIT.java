package io.footfall.ingest.tracker;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The native binary has the script in it. */
@QuarkusIntegrationTest
class TrackerResourceIT extends TrackerResourceTest {}
