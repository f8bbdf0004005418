package io.tandem.web.status;

import io.quarkus.qute.TemplateData;
import io.tandem.web.page.Language;

/**
 * How one part is.
 *
 * @param nameZh what it is called in Chinese
 * @param nameEn and in English
 * @param zh how it is, in Chinese
 * @param en and in English
 * @param href where to look further; empty if there is no such page
 */
@TemplateData
public record StatusItem(String nameZh, String nameEn, State state, String zh, String en, String href) {

    /** Invariant: what was not asked yet is not called well. */
    public enum State {
        WELL("success"),
        PENDING("pending"),
        BAD("failure"),
        UNKNOWN("none");

        private final String sign;

        State(String sign) {
            this.sign = sign;
        }
    }

    /** The name of the sign beside it. */
    public String sign() {
        return state.sign;
    }

    public boolean isWell() {
        return state == State.WELL;
    }

    public String name(Language language) {
        return language == Language.ZH ? nameZh : nameEn;
    }

    public String text(Language language) {
        return language == Language.ZH ? zh : en;
    }
}
