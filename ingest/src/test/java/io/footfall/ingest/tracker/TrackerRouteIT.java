package io.footfall.ingest.tracker;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The native binary contains the script. */
@QuarkusIntegrationTest
class TrackerRouteIT extends TrackerRouteTest {}
