package io.tandem.faults.load;

import io.tandem.faults.history.Kind;
import io.tandem.faults.history.Told;
import io.tandem.faults.load.RecordedCalls.Wish;
import io.tandem.faults.rig.Node;
import io.tandem.local.process.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A client that pays orders, one after the other, and does not always behave. */
final class Client implements Runnable {

    private static final Duration PATIENT = Duration.ofSeconds(12);
    private static final int RACERS = 4;
    private static final int MOST_TRIES = 3;
    private static final Duration COME_BACK_LATER = Duration.ofMillis(150);
    private static final int LONGEST_PAUSE_MS = 120;
    private static final int LONGEST_GIVE_UP_MS = 60;

    private final RecordedCalls http;
    private final List<Node> servers;
    private final Numbers numbers;
    private final Random random;
    private final BooleanSupplier going;
    private final Executor others;
    private final List<Wish> before = new ArrayList<>();

    /** @param others threads for those who race with this one */
    Client(
            RecordedCalls http,
            List<Node> servers,
            Numbers numbers,
            Random random,
            BooleanSupplier going,
            Executor others) {
        this.http = http;
        this.servers = servers;
        this.numbers = numbers;
        this.random = random;
        this.going = going;
        this.others = others;
    }

    @Override
    public void run() {
        while (going.getAsBoolean()) {
            act();
            Waiting.pause(Duration.ofMillis(1 + random.nextInt(LONGEST_PAUSE_MS)));
        }
    }

    private void act() {
        int choice = random.nextInt(100);
        if (choice < 45 || before.isEmpty()) {
            payNew();
        } else if (choice < 65) {
            insist();
        } else if (choice < 72) {
            repeat(Kind.DUPLICATE_BY_SAME_USER);
        } else if (choice < 79) {
            repeat(Kind.DUPLICATE_BY_OTHER_USER);
        } else if (choice < 92) {
            race();
        } else {
            giveUp();
        }
    }

    private void payNew() {
        pay(new Wish(Kind.NEW, numbers.fresh(), numbers.fresh(), Optional.empty(), PATIENT));
    }

    /** Under a key, again and again until there is an answer, and then once more. */
    private void insist() {
        Wish wish = new Wish(Kind.NEW, numbers.fresh(), numbers.fresh(), Optional.of(uuid()), patience());
        Told told = pay(wish);
        for (int tries = 1; tries < MOST_TRIES && going.getAsBoolean(); tries++) {
            if (told instanceof Told.Placed && random.nextBoolean()) {
                return;
            }
            told = http.pay(server(), wish.again(PATIENT));
        }
    }

    private void repeat(Kind kind) {
        Wish earlier = before.get(random.nextInt(before.size()));
        long user = kind == Kind.DUPLICATE_BY_SAME_USER ? earlier.userId() : numbers.fresh();
        http.pay(server(), new Wish(kind, user, earlier.orderId(), Optional.empty(), PATIENT));
    }

    private void race() {
        long orderId = numbers.fresh();
        List<CompletableFuture<Told>> racers = new ArrayList<>();
        for (int i = 0; i < RACERS; i++) {
            Node server = servers.get(i % servers.size());
            Wish wish = new Wish(Kind.RACE, numbers.fresh(), orderId, Optional.empty(), PATIENT);
            racers.add(CompletableFuture.supplyAsync(() -> http.pay(server, wish), others));
        }
        racers.forEach(CompletableFuture::join);
    }

    private void giveUp() {
        Duration soon = Duration.ofMillis(1 + random.nextInt(LONGEST_GIVE_UP_MS));
        pay(new Wish(Kind.GIVE_UP, numbers.fresh(), numbers.fresh(), Optional.empty(), soon));
    }

    private Told pay(Wish wish) {
        before.add(wish);
        Told told = http.pay(server(), wish);
        if (told instanceof Told.Refused) {
            Waiting.pause(COME_BACK_LATER);
        }
        return told;
    }

    private Node server() {
        return servers.get(random.nextInt(servers.size()));
    }

    /** Now and then less than a call takes when something is wrong. */
    private Duration patience() {
        return random.nextInt(4) == 0 ? Duration.ofMillis(500) : PATIENT;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }
}
