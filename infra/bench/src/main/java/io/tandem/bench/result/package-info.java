/** What is kept of a run (docs/benchmarks.json). */
package io.tandem.bench.result;
