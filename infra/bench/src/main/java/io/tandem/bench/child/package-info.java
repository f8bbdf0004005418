/** Work in a process of its own, told and answered line by line. */
package io.tandem.bench.child;
