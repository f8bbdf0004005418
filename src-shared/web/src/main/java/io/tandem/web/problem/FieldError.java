package io.tandem.web.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** What is wrong with one field of a request, in words that help to mend it. */
@RegisterForReflection
public record FieldError(String field, String message) {}
