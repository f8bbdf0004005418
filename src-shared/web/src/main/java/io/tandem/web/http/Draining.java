package io.tandem.web.http;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.tandem.web.problem.ProblemException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Lets the requests under way end before anything is taken down, and no longer than that.
 *
 * <p>Quarkus has this built in ({@code quarkus.shutdown.timeout}), but in 3.30.5 and 3.30.6 it always waits for all of its
 * time-out: a listener of the Jackson extension never reports that it is done (quarkusio/quarkus issue 51915).
 *
 * <p>Invariant: a request is either refused with 503, having done nothing, or answered.
 */
@Singleton
public class Draining {
    private static final Logger LOG = Logger.getLogger(Draining.class);
    private static final int RETRY_SECONDS = 2;

    private final AtomicInteger underWay = new AtomicInteger();
    private final CountDownLatch idle = new CountDownLatch(1);
    private final HttpConfig config;
    private volatile boolean stopping;
    private volatile boolean closing;

    Draining(HttpConfig config) {
        this.config = config;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::enter);
    }

    /** Fired before the server is closed, while everything works still. */
    void drain(@Observes ShutdownDelayInitiatedEvent event) throws InterruptedException {
        stopping = true;
        TimeUnit.MILLISECONDS.sleep(config.stopNotice().toMillis());
        closing = true;
        if (underWay.get() > 0 && !idle.await(config.drain().toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.warnf("event=drain outcome=gave-up requests=%d", underWay.get());
        }
    }

    /** From the moment a stop begins. */
    boolean isDraining() {
        return stopping;
    }

    private void enter(RoutingContext context) {
        underWay.incrementAndGet();
        context.addEndHandler(ended -> leave());
        if (closing) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            context.fail(ProblemException.unavailable("The service is stopping", RETRY_SECONDS, null));
        } else {
            context.next();
        }
    }

    private void leave() {
        if (underWay.decrementAndGet() == 0 && closing) {
            idle.countDown();
        }
    }
}
