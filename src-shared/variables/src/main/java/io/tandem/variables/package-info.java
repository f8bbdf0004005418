/**
 * How every program of the house (services, migration, local runner) reads the settings that it shares with others. Nothing here
 * knows more than the JDK.
 */
package io.tandem.variables;
