/** What tests on the real servers stand on. */
package io.tandem.testing;
