/** The story that {@code make demo} tells: the tutorial's verifications, and what the published samples get wrong. */
package io.tandem.local.demo;
