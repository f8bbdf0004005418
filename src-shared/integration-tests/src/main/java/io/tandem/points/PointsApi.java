package io.tandem.points;

import io.smallrye.mutiny.Uni;
import io.tandem.consumer.ConsumerGroup;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** The use case over HTTP, and what the other side has heard. */
@Path("/points")
public class PointsApi {

    private final Points points;
    private final Newsletter newsletter;

    PointsApi(Points points, @ConsumerGroup("newsletter") Newsletter newsletter) {
        this.points = points;
        this.newsletter = newsletter;
    }

    @POST
    public Uni<RestResponse<Answer>> grant(Grant grant) {
        return points.grant(grant).map(answer -> RestResponse.ResponseBuilder.ok(answer)
                .status(answer.status())
                .build());
    }

    @GET
    @Path("/heard/{receipt}")
    public RestResponse<String> heard(@PathParam("receipt") String receipt) {
        return newsletter.heard(receipt).map(RestResponse::ok).orElseGet(() -> RestResponse.status(Status.NOT_FOUND));
    }
}
