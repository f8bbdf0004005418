package io.tandem.web.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The languages of the pages, and which one to use.
 *
 * <p>Invariant: Chinese for a browser that wants it most, or says nothing; English for all others. A choice by hand wins.
 */
public enum Language {
    ZH("zh", "中文"),
    EN("en", "English");

    private final String tag;
    private final String ownName;

    Language(String tag, String ownName) {
        this.tag = tag;
        this.ownName = ownName;
    }

    public String tag() {
        return tag;
    }

    /** What its speakers call it. */
    public String ownName() {
        return ownName;
    }

    public Language other() {
        return this == ZH ? EN : ZH;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    static Optional<Language> named(String text) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(text))
                .findFirst();
    }

    static Language of(String chosen, String acceptLanguage) {
        return named(chosen).orElseGet(() -> preferred(acceptLanguage));
    }

    private static Language preferred(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return ZH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return weight(ranges, Language::isChinese) >= weight(ranges, range -> !isChinese(range)) ? ZH : EN;
        } catch (IllegalArgumentException e) {
            return ZH;
        }
    }

    private static boolean isChinese(String range) {
        return range.equals("zh") || range.startsWith("zh-") || range.equals("*");
    }

    private static double weight(List<Locale.LanguageRange> ranges, Predicate<String> wanted) {
        return ranges.stream()
                .filter(range -> wanted.test(range.getRange()))
                .mapToDouble(Locale.LanguageRange::getWeight)
                .max()
                .orElse(0);
    }
}
