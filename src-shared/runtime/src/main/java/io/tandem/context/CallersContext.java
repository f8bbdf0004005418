package io.tandem.context;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * Brings a result back to where it was asked for. A request has a Vert.x context of its own, and whatever belongs to it (who
 * calls, in which language, its trace) is found there. What blocks, waits or times out ends on some other thread; what is made of
 * its result, a page perhaps, must not be made there.
 *
 * <p>With that kept, nothing need be carried along from step to step: MicroProfile's context propagation is off (see
 * {@code META-INF/microprofile-config.properties}), which would capture and restore it for each of the forty steps of a payment.
 */
public final class CallersContext {

    private CallersContext() {}

    /** The same result, on the subscriber's Vert.x context; on any thread, if there was none. */
    public static <T> Uni<T> resume(Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context caller = Vertx.currentContext();
            return caller == null ? work : work.emitOn(step -> on(caller, step));
        });
    }

    /** Begins a step for a caller, on whose Vert.x context what comes of it is wanted; null: on this thread. */
    public static void begin(Context caller, Runnable step) {
        if (caller == null) {
            step.run();
        } else {
            caller.runOnContext(there -> step.run());
        }
    }

    private static void on(Context caller, Runnable step) {
        if (Vertx.currentContext() == caller) {
            step.run();
        } else {
            begin(caller, step);
        }
    }
}
