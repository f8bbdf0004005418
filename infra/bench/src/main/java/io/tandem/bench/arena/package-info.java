/** Each contestant on its own servers, started and stopped in turns. Nothing is measured here. */
package io.tandem.bench.arena;
