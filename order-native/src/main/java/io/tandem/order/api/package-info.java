/** The JSON face of orders and attempts. Stands on {@code io.tandem.order}; no statement here. */
package io.tandem.order.api;
