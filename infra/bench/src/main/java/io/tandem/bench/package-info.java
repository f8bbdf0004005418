/** The benchmark: its plan, who takes part, and its order. Knows every room below; no room knows it. */
package io.tandem.bench;
