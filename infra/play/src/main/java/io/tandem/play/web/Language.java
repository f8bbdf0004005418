package io.tandem.play.web;

import java.util.Locale;

/** What the page can be read in. */
enum Language {
    ZH("zh-CN", "中文"),
    EN("en", "English");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    /** As asked for, else as the browser likes it: zh* is Chinese, and all else English. */
    static Language of(String asked, String accepted) {
        if ("zh".equals(asked) || "en".equals(asked)) {
            return valueOf(asked.toUpperCase(Locale.ROOT));
        }
        return accepted == null || accepted.strip().toLowerCase(Locale.ROOT).startsWith("zh") ? ZH : EN;
    }

    Language other() {
        return this == ZH ? EN : ZH;
    }

    String tag() {
        return tag;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String ownName() {
        return ownName;
    }
}
