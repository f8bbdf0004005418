/** The payment page and the result page. Stands on {@code io.tandem.order}; no statement here. */
package io.tandem.order.web;
