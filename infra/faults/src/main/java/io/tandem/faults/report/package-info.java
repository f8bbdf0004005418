/** What a run found, for people and for programs. */
package io.tandem.faults.report;
