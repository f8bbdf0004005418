package io.tandem.console.trace.web;

import io.quarkus.qute.TemplateData;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.AttemptTrace.Delivered;
import io.tandem.console.trace.AttemptTrace.Status;
import io.tandem.ledger.AttemptId;
import io.tandem.web.form.PositiveNumber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the list of the latest is narrowed down to, read from an address that anybody can write: what makes no sense narrows nothing.
 *
 * @param state the name of a {@link Status} or of a {@link Delivered}, or empty
 * @param user the subject, or empty
 * @param hours how old at most; 0 for any age
 */
@TemplateData
public record TraceFilter(String state, String user, long hours) {

    static final TraceFilter NONE = new TraceFilter("", "", 0);

    /** Those that people look for; what is delivered and there is the rest. */
    private static final List<Enum<?>> STATES = List.of(
            Status.PLACED, Status.ROLLED_BACK, Status.REJECTED, Status.IN_DOUBT, Delivered.UNDER_WAY, Delivered.PARKED);

    private static final long MOST_HOURS = 24 * 366;

    /** A state and what it is called. */
    @TemplateData
    public record Choice(String name, String label) {}

    static TraceFilter of(String state, String user, String hours) {
        OptionalLong age = PositiveNumber.parse(hours);
        return new TraceFilter(
                STATES.stream()
                        .map(Enum::name)
                        .filter(name -> name.equals(state))
                        .findFirst()
                        .orElse(""),
                PositiveNumber.normalized(user),
                age.orElse(0) > MOST_HOURS ? 0 : age.orElse(0));
    }

    static List<Choice> choices(Wording words) {
        return STATES.stream()
                .map(state -> new Choice(
                        state.name(),
                        state instanceof Status status
                                ? words.status(status)
                                : words.texts().shipment() + ": " + words.delivered((Delivered) state)))
                .toList();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    boolean matches(AttemptTrace trace) {
        return (state.isEmpty()
                        || state.equals(trace.status().name())
                        || state.equals(trace.delivered().name()))
                && (user.isEmpty() || trace.subject().filter(user::equals).isPresent());
    }

    AttemptId notBefore(Instant now) {
        return AttemptId.lowerBound(hours == 0 ? Instant.EPOCH : now.minus(Duration.ofHours(hours)));
    }

    /** The same list, from there on; from its beginning if that is empty. */
    public String page(String before) {
        Map<String, String> pairs = new LinkedHashMap<>();
        pairs.put("state", state);
        pairs.put("user", user);
        pairs.put("hours", hours == 0 ? "" : Long.toString(hours));
        pairs.put("before", before);
        pairs.values().removeIf(String::isEmpty);
        return pairs.isEmpty()
                ? "/trace"
                : pairs.entrySet().stream()
                        .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "/trace?", ""));
    }
}
