package io.tandem.acceptance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.acceptance.Rows;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Holds each test of a class to it: after bad input no table has a row more. */
final class NothingWritten implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(NothingWritten.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put("before", Rows.counts());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Rows.counts())
                .as("rows after bad input")
                .isEqualTo(context.getStore(HERE).get("before"));
    }
}
