package io.tandem.web.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Does not say who may call it. */
@Path("/api/forgotten")
public class ForgottenApi {

    @GET
    public String secret() {
        return "not to be read";
    }
}
