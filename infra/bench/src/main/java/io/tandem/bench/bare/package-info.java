/** The limits: half message, statements and commit without a service around them. */
package io.tandem.bench.bare;
