package io.tandem.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tandem.acceptance.Caller;
import io.tandem.acceptance.Rows;
import io.tandem.acceptance.Tandem;
import io.tandem.local.run.ServiceProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Pays one order after the other, each at the next host that is ready, as behind a balancer. */
final class Payer implements AutoCloseable {

    private static final Duration SOON = Duration.ofMinutes(2);

    private final List<ServiceProcess> hosts;
    private final long userId = Tandem.freshNumber();
    private final AtomicLong placed = new AtomicLong();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Thread paying = new Thread(this::pay, "payer");
    private volatile boolean done;

    private Payer(List<ServiceProcess> hosts) {
        this.hosts = hosts;
    }

    static Payer at(List<ServiceProcess> hosts) {
        Payer payer = new Payer(hosts);
        payer.paying.start();
        return payer;
    }

    /** Ten more, or one that was refused. */
    void awaitTen() {
        long before = placed.get();
        await().atMost(SOON).until(() -> placed.get() >= before + 10 || !refused.isEmpty());
    }

    void assertNoneRefusedAndAllShipped() {
        close();
        assertThat(refused).isEmpty();
        await().atMost(SOON)
                .until(() -> Rows.number("SELECT COUNT(*) FROM logistics WHERE user_id = ?", userId) == placed.get());
    }

    @Override
    public void close() {
        done = true;
        try {
            paying.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pay() {
        for (int turn = 0; !done; turn++) {
            ServiceProcess host = hosts.get(turn % hosts.size());
            if (host.isReady()) {
                pay(host);
            }
        }
    }

    private void pay(ServiceProcess host) {
        try {
            HttpResponse<String> answer = Caller.program(host.url()).place(userId, Tandem.freshNumber());
            if (answer.statusCode() == 201) {
                placed.incrementAndGet();
            } else {
                refused.add(answer.statusCode() + " " + answer.body());
            }
        } catch (RuntimeException unreachable) {
            refused.add(unreachable.toString());
        }
    }
}
