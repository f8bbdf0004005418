/** The page that finds a shipment. Stands on {@code io.tandem.logistics}; no statement here. */
package io.tandem.logistics.web;
