package io.tandem.bench.report;

/** A part of the report that says one thing. */
interface Section {

    void writeTo(Report page);
}
