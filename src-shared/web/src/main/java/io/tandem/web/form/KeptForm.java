package io.tandem.web.form;

import io.quarkus.qute.TemplateData;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a form was filled in with that could not be taken, so that a person need not fill it in again. */
public final class KeptForm {

    private static final Set<String> NEVER_KEPT = Set.of(FormToken.FIELD, "password");

    private static final Set<String> NOT_FORMS = Set.of("/login", "/logout");

    private static final String TAKEN = "tandem.form.taken";

    private KeptForm() {}

    /** A field and what was typed. */
    @TemplateData
    public record Field(String name, String value) {}

    /** Empty if no form was posted, or one that is not to be sent again. */
    public static List<Field> of(RoutingContext context) {
        if (!"POST".equals(context.request().method().name())
                || NOT_FORMS.contains(context.request().path())) {
            return List.of();
        }
        MultiMap typed = context.request().formAttributes();
        return typed.entries().stream()
                .filter(field -> !NEVER_KEPT.contains(field.getKey()))
                .map(field -> new Field(field.getKey(), field.getValue()))
                .toList();
    }

    /** The address of the form's page, which fills it in again. */
    public static String address(RoutingContext context) {
        String query = of(context).stream()
                .map(field -> field.name() + "=" + URLEncoder.encode(field.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return context.request().path() + (query.isEmpty() ? "" : "?" + query);
    }

    /** From now on the request may do something. */
    static void taken(RoutingContext context) {
        context.put(TAKEN, true);
    }

    /** Whether the request was refused before it could do anything. */
    public static boolean nothingDone(RoutingContext context) {
        return context.get(TAKEN) == null;
    }
}
