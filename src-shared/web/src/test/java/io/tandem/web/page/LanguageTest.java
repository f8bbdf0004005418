package io.tandem.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // cookie | Accept-Language | language
                "- , -, ZH",
                "- , '', ZH",
                "- , zh-CN, ZH",
                "- , en-US, EN",
                "- , 'en-US,en;q=0.9', EN",
                "- , 'zh-CN,zh;q=0.9,en;q=0.8', ZH",
                "- , 'en-US,en;q=0.9,zh-CN;q=0.8', EN",
                "- , 'zh-TW;q=0.5,en;q=0.6', EN",
                "- , 'en,zh', ZH",
                "- , 'fr-FR,en;q=0.3', EN",
                "- , 'fr,de', EN",
                "- , *, ZH",
                "- , 'en;q=0', ZH",
                "- , 'en;q=many', ZH",
                "- , '%%%', ZH",
                "zh, en-US, ZH",
                "en, zh-CN, EN",
                "fr, en-US, EN",
                "'', en-US, EN",
                "../x, -, ZH"
            })
    void isChineseForWhoeverWantsItMostOrSaysNothing(String cookie, String acceptLanguage, Language language) {
        assertThat(Language.of(cookie, acceptLanguage)).isEqualTo(language);
    }
}
