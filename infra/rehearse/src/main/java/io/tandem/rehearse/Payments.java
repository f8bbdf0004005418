package io.tandem.rehearse;

import io.tandem.local.demo.Visitor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** People who pay, one order after the other, while something is done to the hosts. */
final class Payments implements AutoCloseable {

    private static final long FIRST_ORDER = 700_000;
    private static final Duration ENDING = Duration.ofMinutes(2);

    private final AtomicBoolean ending = new AtomicBoolean();
    private final List<Long> paid = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Thread> payers = new ArrayList<>();

    Payments(Visitor visitor, int people, int round) {
        for (int i = 0; i < people; i++) {
            long first = FIRST_ORDER + (round * 10L + i) * 100_000L;
            Thread payer = new Thread(() -> pay(visitor, first), "payer-" + i);
            payer.setDaemon(true);
            payer.start();
            payers.add(payer);
        }
    }

    List<Long> paid() {
        return paid;
    }

    List<String> refused() {
        return refused;
    }

    @Override
    public void close() {
        ending.set(true);
        try {
            for (Thread payer : payers) {
                payer.join(ENDING.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until told to end, or refused: once is enough to fail, and to go on would keep the hosts from coming back. */
    private void pay(Visitor visitor, long first) {
        for (long order = first; !ending.get() && refused.isEmpty(); order++) {
            try {
                String page = visitor.pay(4001, order);
                if (page.contains("创建支付订单成功！")) {
                    paid.add(order);
                } else {
                    refused.add(order + ": "
                            + page.replaceAll("(?s)<head.*?</head>|<[^>]*>|\\s+", " ")
                                    .strip());
                }
            } catch (RuntimeException failure) {
                refused.add(order + ": " + failure.getMessage());
            }
        }
    }
}
