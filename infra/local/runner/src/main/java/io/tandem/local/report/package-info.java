/** What the native executables cost and give, beside the same services on the JVM: {@code make native-report}. */
package io.tandem.local.report;
