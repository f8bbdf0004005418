/** What the programs that are Quarkus' do to its own settings. The only place in this module that stands on more than the JDK. */
package io.tandem.variables.config;
