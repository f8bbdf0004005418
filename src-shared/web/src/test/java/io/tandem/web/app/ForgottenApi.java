package io.tandem.web.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Somebody forgot to say who may call this. */
@Path("/api/forgotten")
public class ForgottenApi {

    @GET
    public String secret() {
        return "nobody should read this";
    }
}
