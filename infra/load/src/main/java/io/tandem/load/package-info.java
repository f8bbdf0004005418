/**
 * Loads both services beyond what the machine can do and holds them to what they promise then: refuse early, stay small, and lose
 * nothing.
 */
package io.tandem.load;
