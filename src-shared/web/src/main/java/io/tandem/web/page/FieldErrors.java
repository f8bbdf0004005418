package io.tandem.web.page;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import io.tandem.web.form.PositiveNumber;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** What to say beside a field, in the language of the page. */
@Singleton
public class FieldErrors {

    /** Empty if the text is a number from 1 to 2^63-1. */
    public String ofNumber(RoutingContext context, String text) {
        if (PositiveNumber.typed(text).isPresent()) {
            return "";
        }
        WebMessages messages = messages(LanguageSwitch.of(context));
        return text == null || text.isBlank() ? messages.number_missing() : messages.number_invalid();
    }

    private static WebMessages messages(Language language) {
        return MessageBundles.get(
                WebMessages.class, Localized.Literal.of(language.locale().toLanguageTag()));
    }
}
