package io.tandem.web.page;

import io.tandem.web.status.StatusItem;
import java.util.List;
import java.util.Locale;

/**
 * What the layout of every page needs to know, so that a service's own template data hold nothing but its own.
 *
 * <p>Invariant: made once for a request, from that request alone; templates see it as {@code page}.
 *
 * @param account who is signed in, or an empty text
 * @param csrf the value for the hidden field {@code csrf} of every form that is posted
 * @param status how the parts of the system are
 * @param front what goes before a path of the service in front; null if it is not known
 * @param otherHref leads to this page in the other language
 */
public record Page(
        Language language,
        String path,
        String home,
        String account,
        String csrf,
        List<NavItem> nav,
        String otherHref,
        Assets assets,
        List<StatusItem> status,
        String front) {

    public String lang() {
        return language == Language.ZH ? "zh-CN" : "en";
    }

    public Locale locale() {
        return language.locale();
    }

    public Language other() {
        return language.other();
    }

    /** Whether there is nothing to say but that all is well. */
    public boolean allWell() {
        return status.stream().allMatch(StatusItem::isWell);
    }

    public boolean signedIn() {
        return !account.isEmpty();
    }
}
