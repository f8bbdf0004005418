package io.tandem.order.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same of the built service, in a process and with an account of its own. */
@QuarkusIntegrationTest
class OrderApiIT extends OrderApiTest {}
