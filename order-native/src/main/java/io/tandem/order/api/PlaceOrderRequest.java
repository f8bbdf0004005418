package io.tandem.order.api;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tandem.order.PaymentOrder;
import io.tandem.web.form.WholeNumber;
import io.tandem.web.problem.FieldError;
import io.tandem.web.problem.Problem;
import io.tandem.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /api/orders}. */
@RegisterForReflection
public record PlaceOrderRequest(
        @Schema(description = "用户 ID / whose order it is. " + EITHER, minimum = "1", required = true, examples = "1001")
        @JsonDeserialize(using = WholeNumber.class)
        Long userId,

        @Schema(description = "订单号 / its number. " + EITHER, minimum = "1", required = true, examples = "20001")
        @JsonDeserialize(using = WholeNumber.class)
        Long orderId) {

    /** Above 2^53 JavaScript rounds the numbers of JSON, in both directions. */
    private static final String EITHER = "A number, or a string of its digits; answers have a number";

    /** Fails with 400 {@code invalid}, naming every field that is wrong. */
    PaymentOrder toOrder(Optional<UUID> idempotencyKey) {
        List<FieldError> errors = new ArrayList<>();
        check("userId", userId, errors);
        check("orderId", orderId, errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(
                    "userId and orderId must be integers from 1 to 9223372036854775807",
                    errors.toArray(FieldError[]::new)));
        }
        return new PaymentOrder(userId, orderId, idempotencyKey);
    }

    private static void check(String field, Long value, List<FieldError> errors) {
        if (value == null) {
            errors.add(new FieldError(field, "is missing"));
        } else if (value < 1) {
            errors.add(new FieldError(field, "must be positive"));
        }
    }
}
