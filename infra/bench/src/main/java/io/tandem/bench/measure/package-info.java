/** Runs, and what they cost: processor time, messages, statements. Pure arithmetic where it can be. */
package io.tandem.bench.measure;
