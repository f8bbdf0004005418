/** Basic authentication and readiness of the Spring peer: what its load client and its start need. */
package io.tandem.peer.spring.web;
