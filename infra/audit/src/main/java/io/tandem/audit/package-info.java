/** Lists what is in the packages that ship, and where it comes from. */
package io.tandem.audit;
