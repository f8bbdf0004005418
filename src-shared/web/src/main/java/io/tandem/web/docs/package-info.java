/** The API for people: Swagger UI in our own layout. It knows the document's address, and no resource of a service. */
package io.tandem.web.docs;
