/** What the settings that several programs read are taken for, or refused with which words; for the tests of each of them. */
package io.tandem.variables.testing;
