/** Pages and charts from results. Reads results only, so a report can be written again without a run. */
package io.tandem.bench.report;
