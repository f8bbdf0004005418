package io.tandem.logistics.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the built service, in a process of its own. */
@QuarkusIntegrationTest
class ShipmentApiIT extends ShipmentApiTest {}
