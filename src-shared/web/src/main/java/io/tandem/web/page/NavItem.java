package io.tandem.web.page;

/** One link of the navigation, in the language of the page. */
public record NavItem(String href, String label, boolean current) {}
