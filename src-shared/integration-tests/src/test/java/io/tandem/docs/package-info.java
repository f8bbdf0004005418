/** What the documents tell people to copy is tried here. */
package io.tandem.docs;
