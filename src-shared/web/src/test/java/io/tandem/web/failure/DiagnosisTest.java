package io.tandem.web.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tandem.mysql.Outage;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.VertxException;
import io.vertx.mysqlclient.MySQLException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NotFoundException(), 404, "not-found", false),
                arguments(new NotFoundException(new NumberFormatException()), 400, "invalid", false),
                arguments(new NotSupportedException(), 415, "unsupported-media-type", false),
                arguments(new NotAcceptableException(), 406, "not-acceptable", false),
                arguments(new WebApplicationException(400), 400, "invalid", false),
                arguments(new WebApplicationException(418), 418, "refused", false),
                arguments(new WebApplicationException(500), 500, "internal", true),
                arguments(new WebApplicationException(599), 500, "internal", true),
                arguments(new UnauthorizedException(), 401, "unauthenticated", false),
                arguments(new AuthenticationFailedException(), 401, "unauthenticated", false),
                arguments(new ForbiddenException(), 403, "forbidden", false),
                arguments(new RejectedExecutionException(), 503, "unavailable", true),
                arguments(new IllegalStateException("secret"), 500, "internal", true),
                arguments(new ConnectException("secret"), 503, "unavailable", false),
                arguments(new TimeoutException("secret"), 503, "unavailable", false),
                arguments(new VertxException("secret"), 503, "unavailable", false),
                arguments(new MySQLException("secret", 1053, "08S01"), 503, "unavailable", false),
                arguments(new MySQLException("secret", 1226, "42000"), 503, "unavailable", false),
                arguments(new MySQLException("secret", 1205, "HY000"), 503, "unavailable", false),
                arguments(new MySQLException("secret", 9999, "HY000"), 503, "unavailable", false),
                arguments(new MySQLException("secret", 1064, "42000"), 500, "internal", true),
                arguments(new MySQLException("secret", 1406, "22001"), 500, "internal", true),
                arguments(
                        InvalidDefinitionException.from((JsonGenerator) null, "secret", (JavaType) null),
                        500,
                        "internal",
                        true),
                arguments(new StackOverflowError(), 500, "internal", true),
                arguments(ProblemException.unavailable("away", 2, null), 503, "unavailable", false),
                arguments(ProblemException.tooManyAttempts(4), 429, "too-many-attempts", false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsProblem(Throwable failure, int status, String code, boolean ours) {
        Diagnosis diagnosis = Diagnosis.of(failure);

        assertThat(diagnosis.problem().status()).isEqualTo(status);
        assertThat(diagnosis.problem().code()).isEqualTo(code);
        assertThat(diagnosis.problem().type()).isEqualTo("urn:tandem:problem:" + code);
        assertThat(diagnosis.problem().title()).isNotBlank();
        assertThat(diagnosis.ours()).isEqualTo(ours);
        assertThat(diagnosis.problem().toString()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    void anOutageSaysWhyWithoutMySqlsOwnWords() {
        assertThat(Diagnosis.of(new MySQLException("secret", 1053, "08S01"))
                        .problem()
                        .detail())
                .isEqualTo("MySQL does not serve us: it is shutting down (error 1053)");
        assertThat(Diagnosis.of(new ConnectException("secret")).problem().detail())
                // Of another test in this JVM, it may be.
                .isEqualTo(Outage.latest().orElse("MySQL cannot be reached, or is too slow"));
    }

    @Test
    void headersGoAlong() {
        assertThat(Diagnosis.of(ProblemException.tooManyAttempts(4)).headers()).isEqualTo(Map.of("Retry-After", "4"));
        assertThat(Diagnosis.of(new ProblemException(Problem.invalid("x")).with("Allow", "GET"))
                        .headers())
                .isEqualTo(Map.of("Allow", "GET"));
    }

    @ParameterizedTest
    @CsvSource({"400,400", "413,413", "431,431", "451,451", "500,500", "502,500", "200,500", "-1,500"})
    void aBareStatusKeepsItsClass(int status, int reported) {
        assertThat(Diagnosis.of(status).problem().status()).isEqualTo(reported);
    }
}
