package io.tandem.console.consistency.api;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tandem.console.consistency.Consistency;
import io.tandem.console.consistency.ConsistencyLimits;
import io.tandem.console.consistency.ConsistencyReport;
import io.tandem.console.consistency.Repair;
import io.tandem.console.consistency.Repairs;
import io.tandem.web.form.PositiveNumber;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

/** The consistency console for programs. */
@Path("/api/consistency")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConsistencyApi {

    private final Consistency consistency;
    private final Repairs repairs;
    private final SecurityIdentity caller;

    ConsistencyApi(Consistency consistency, Repairs repairs, SecurityIdentity caller) {
        this.consistency = consistency;
        this.repairs = repairs;
        this.caller = caller;
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "一致性检查 / what does not fit together")
    @APIResponse(responseCode = "200")
    @APIResponse(responseCode = "400", description = "code invalid: limit is 1 to 500")
    public Uni<ConsistencyReport> report(@RestQuery String limit) {
        return consistency.report(limit == null ? ConsistencyLimits.ITEMS : limit(limit));
    }

    @POST
    @Path("redeliveries")
    @Operation(summary = "重新投递 / publish the messages of paid orders without a shipment again")
    @APIResponse(responseCode = "200", description = "what came of each; asking twice is harmless")
    @APIResponse(responseCode = "400", description = "code invalid")
    public Uni<RepairAnswer> redeliver(AttemptTargets targets) {
        AttemptTargets wanted = present(targets);
        if (wanted.isAll()) {
            return repairs.redeliverAll(account()).map(RepairAnswer::ofAll);
        }
        return repairs.redeliver(account(), wanted.ids()).map(RepairAnswer::of);
    }

    @POST
    @Path("settlements")
    @Operation(summary = "裁定结果未定的支付 / let the ledger decide attempts in doubt, as a check-back would")
    @APIResponse(responseCode = "200", description = "what came of each; asking twice is harmless")
    @APIResponse(responseCode = "400", description = "code invalid")
    public Uni<RepairAnswer> settle(AttemptTargets targets) {
        return repairs.settle(account(), present(targets).ids()).map(RepairAnswer::of);
    }

    @POST
    @Path("replays")
    @Operation(summary = "重放搁置消息 / publish parked messages again, as they were")
    @APIResponse(responseCode = "200", description = "what came of each; asking twice is harmless")
    @APIResponse(responseCode = "400", description = "code invalid")
    public Uni<RepairAnswer> replay(ParkedTargets targets) {
        return repairs.replay(account(), present(targets).ids()).map(RepairAnswer::of);
    }

    @POST
    @Path("dismissals")
    @Operation(summary = "忽略搁置消息 / show parked messages no more")
    @APIResponse(responseCode = "200", description = "what came of each; asking twice is harmless")
    @APIResponse(responseCode = "400", description = "code invalid")
    public Uni<RepairAnswer> dismiss(ParkedTargets targets) {
        return repairs.dismiss(account(), present(targets).ids()).map(RepairAnswer::of);
    }

    @POST
    @Path("restorations")
    @Operation(summary = "恢复已忽略的消息 / show dismissed messages again")
    @APIResponse(responseCode = "200", description = "what came of each; asking twice is harmless")
    @APIResponse(responseCode = "400", description = "code invalid")
    public Uni<RepairAnswer> restore(ParkedTargets targets) {
        return repairs.restore(account(), present(targets).ids()).map(RepairAnswer::of);
    }

    @POST
    @Path("searches")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "重新核对全部订单 / look for missing shipments among all attempts once more")
    @APIResponse(responseCode = "200")
    public Uni<Repair> searchAgain() {
        return repairs.searchAgain(account());
    }

    private String account() {
        return caller.getPrincipal().getName();
    }

    private static <T> T present(T body) {
        if (body == null) {
            throw new ProblemException(Problem.invalid("The body is missing"));
        }
        return body;
    }

    private static int limit(String text) {
        return PositiveNumber.parse(text).stream()
                .filter(number -> number <= ConsistencyLimits.MOST)
                .mapToInt(number -> (int) number)
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.invalid("limit", "must be an integer from 1 to " + ConsistencyLimits.MOST));
    }

    /** Fails with 400 {@code invalid} unless there are some, and not too many. */
    static <T> List<T> checked(String field, List<T> targets) {
        if (targets == null || targets.isEmpty()) {
            throw ProblemException.invalid(field, "is missing");
        }
        if (targets.size() > ConsistencyLimits.MOST) {
            throw ProblemException.invalid(field, "has more than " + ConsistencyLimits.MOST + " items");
        }
        return targets;
    }
}
