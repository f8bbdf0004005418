/** Programs of the operating system, run to their end. */
package io.tandem.rehearse.tool;
