package io.tandem.load;

/**
 * One thing that the services promise under load, and whether they kept it.
 *
 * @param what the promise, in a sentence
 * @param seen the figures
 */
record Finding(String what, boolean held, String seen) {}
