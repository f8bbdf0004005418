package io.tandem.console.consistency.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.consistency.ParkedFinding;
import io.tandem.consumer.ParkedMessage.State;
import io.tandem.web.form.PositiveNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What a list is narrowed down to, read from an address that anybody can write: what makes no sense narrows nothing.
 *
 * @param order the business key, or empty
 * @param user the subject, or empty
 * @param reason the code of a reason, or empty
 * @param state of parked messages
 * @param hours how old at most; 0 for any age
 * @param from where the page begins: how many were before, or the number of the last one
 * @param select whether all of the page are selected
 */
@TemplateData
public record Filter(String order, String user, String reason, State state, long hours, long from, boolean select) {

    private static final long MOST_HOURS = 24 * 366;

    static Filter of(String order, String user, String reason, String state, String hours, String from, String select) {
        return new Filter(
                PositiveNumber.normalized(order),
                PositiveNumber.normalized(user),
                typed(reason),
                Arrays.stream(State.values())
                        .filter(known -> known.name().equals(state))
                        .findFirst()
                        .orElse(State.PARKED),
                number(hours) > MOST_HOURS ? 0 : number(hours),
                number(from),
                "all".equals(select));
    }

    /** In capitals. */
    public String stateName() {
        return state.name();
    }

    boolean matches(FindingRow row) {
        return (order.isEmpty() || row.key().equals(order))
                && (user.isEmpty() || row.subject().equals(user))
                && (hours == 0 || row.ageSeconds() <= Duration.ofHours(hours).toSeconds());
    }

    boolean isOfUser(ParkedFinding parked) {
        return user.isEmpty() || user.equals(String.valueOf(parked.subject()));
    }

    /** Null for ever. */
    Duration within() {
        return hours == 0 ? null : Duration.ofHours(hours);
    }

    /** The same list, from there on. */
    public String page(long start) {
        return query(start, false);
    }

    /** The same list, from its beginning. */
    public String first() {
        return query(0, false);
    }

    /** The same page, with everything selected, or nothing. */
    public String selecting() {
        return query(from, !select);
    }

    /** The same page. */
    public String here() {
        return query(from, false);
    }

    private String query(long start, boolean all) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("order", order);
        pairs.put("user", user);
        pairs.put("reason", reason);
        pairs.put("state", state == State.PARKED ? "" : state.name());
        pairs.put("hours", hours == 0 ? "" : Long.toString(hours));
        pairs.put("from", start == 0 ? "" : Long.toString(start));
        pairs.put("select", all ? "all" : "");
        return pairs.entrySet().stream()
                .filter(pair -> !pair.getValue().isEmpty())
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static long number(String text) {
        OptionalLong number = PositiveNumber.parse(text);
        return number.orElse(0);
    }

    private static String typed(String text) {
        return text == null ? "" : text.strip();
    }
}
