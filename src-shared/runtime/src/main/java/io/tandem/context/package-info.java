/** Where asynchronous work goes on. */
package io.tandem.context;
