/**
 * The migration program: checks its settings, runs Flyway, grants. The scripts are in {@code db/migration}; one that was
 * released is never edited.
 */
package io.tandem.migrate;
