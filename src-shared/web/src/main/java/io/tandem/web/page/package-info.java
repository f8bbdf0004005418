/** What pages have in common: layout, language, navigation. */
package io.tandem.web.page;
