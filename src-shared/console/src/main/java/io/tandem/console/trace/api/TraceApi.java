package io.tandem.console.trace.api;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.tandem.console.BusinessRows;
import io.tandem.console.trace.AttemptTrace;
import io.tandem.console.trace.TraceQuery;
import io.tandem.console.trace.TraceQuery.Nonsense;
import io.tandem.console.trace.Traces;
import io.tandem.ledger.AttemptId;
import io.tandem.mysql.HostClock;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** 消息轨迹, for programs. */
@Path("/api/trace")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class TraceApi {

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    private final Traces traces;
    private final BusinessRows rows;
    private final HostClock clock;

    TraceApi(Traces traces, BusinessRows rows, HostClock clock) {
        this.traces = traces;
        this.rows = rows;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "消息轨迹 / what became of a message, step by step",
            description = "按订单号、支付尝试编号或消息 ID 查询（三选一）；都不填时列出最新的消息（不含步骤）。"
                    + " One of orderId, attemptId, messageId; without any, the latest messages, without their steps.")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400", description = "code invalid")
    @APIResponse(responseCode = "404", description = "code not-found")
    @Parameter(
            name = "orderId",
            in = ParameterIn.QUERY,
            description = "订单号 / order number",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "attemptId",
            in = ParameterIn.QUERY,
            description = "支付尝试编号 / attempt id, a UUID",
            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
    @Parameter(
            name = "messageId",
            in = ParameterIn.QUERY,
            description = "消息 ID / message id",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "before",
            in = ParameterIn.QUERY,
            description = "上一页返回的 next / next of the page before",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "每页条数，1 到 100 / 1 to 100 of the latest",
            schema = @Schema(type = SchemaType.INTEGER))
    public Uni<TraceView> trace(@Context UriInfo address) {
        // An empty value is a mistake; a @RestQuery would read it as missing.
        MultivaluedMap<String, String> given = address.getQueryParameters();
        TraceQuery query = TraceQuery.of(
                rows, given.getFirst("orderId"), given.getFirst("attemptId"), given.getFirst("messageId"));
        int most = limit(given.getFirst("limit"));
        AttemptId from = before(given.getFirst("before"));
        return query.fold(new TraceQuery.Cases<>(
                order -> traces.ofKey(order.key()).map(found -> found(found, order.key())),
                attempt -> traces.ofAttempt(attempt.id())
                        .map(found -> found(found.stream().toList(), "attempt " + attempt.id())),
                message -> traces.ofMessage(message.messageId())
                        .map(found -> found(found, "message " + message.messageId())),
                () -> traces.latest(from, most).map(page -> TraceView.latest(page, clock.now())),
                nonsense -> Uni.createFrom().failure(refused(nonsense))));
    }

    private TraceView found(List<AttemptTrace> attempts, String what) {
        if (attempts.isEmpty()) {
            throw ProblemException.notFound("Nothing is known of " + what);
        }
        return TraceView.full(attempts, clock.now());
    }

    private static ProblemException refused(Nonsense nonsense) {
        String message = nonsense.fields().size() > 1 ? "stands beside another" : "is malformed";
        return new ProblemException(Problem.invalid(
                "Give one of orderId, attemptId (a UUID) and messageId",
                nonsense.fields().stream()
                        .map(field -> new FieldError(field, message))
                        .toArray(FieldError[]::new)));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        return (int) PositiveNumber.parse(text).stream()
                .filter(number -> number <= MOST)
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("limit", "must be an integer from 1 to " + MOST));
    }

    private static AttemptId before(String text) {
        return Optional.ofNullable(text)
                .map(given -> AttemptId.parse(given)
                        .orElseThrow(() -> ProblemException.invalid("before", "must be what next said")))
                .orElse(AttemptId.BEYOND_ALL);
    }
}
