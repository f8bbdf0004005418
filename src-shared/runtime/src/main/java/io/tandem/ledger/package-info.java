/** Who decides whether an attempt took place, and how nobody can decide otherwise afterwards. */
package io.tandem.ledger;
