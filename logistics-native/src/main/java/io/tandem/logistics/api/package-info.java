/** The JSON face of shipments. Stands on {@code io.tandem.logistics}; no statement here. */
package io.tandem.logistics.api;
