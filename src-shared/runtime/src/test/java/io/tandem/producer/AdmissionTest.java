package io.tandem.producer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tandem.producer.Admission.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration AT_ONCE = Duration.ZERO;

    private final AtomicLong now = new AtomicLong();
    private final Admission admission = new Admission(new AdmissionLimit(1, 40, Duration.ofSeconds(1)), now::get);

    @Test
    void refusesBeyondTheLimitAndLetsInAgainWhenSomebodyLeaves() {
        List<Place> places = enter(40);

        assertThat(admission.enter()).isEmpty();
        places.get(0).leave();

        assertThat(admission.enter()).isPresent();
        assertThat(admission.inFlight()).isEqualTo(40);
    }

    @Test
    void knowsBeforehandWhetherThereIsRoom() throws InterruptedException {
        List<Place> places = enter(40);
        assertThat(admission.hasRoom()).isFalse();

        places.get(0).leave();
        assertThat(admission.hasRoom()).isTrue();

        // Who comes now is refused for another reason.
        admission.drain(AT_ONCE);
        assertThat(admission.hasRoom()).isTrue();
    }

    @Test
    void letsFewerInWhenAttemptsTakeTooLong() {
        List<Place> places = enter(40);

        now.addAndGet(Duration.ofSeconds(2).toNanos());
        places.forEach(Place::leave);

        assertThat(admission.limit()).isEqualTo(20);
        enter(20);
        assertThat(admission.enter()).isEmpty();
    }

    @Test
    void whoIsUnderWayMayEndWhenItIsClosed() throws InterruptedException {
        Place place = enter(1).get(0);

        assertThat(admission.drain(AT_ONCE)).isFalse();
        assertThat(admission.enter()).isEmpty();
        place.leave();

        assertThat(admission.drain(AT_ONCE)).isTrue();
        assertThat(admission.isClosed()).isTrue();
    }

    @Test
    void drainingWaitsForTheLastOne() throws InterruptedException {
        Place place = enter(1).get(0);
        Thread leaving = new Thread(place::leave);
        leaving.start();

        assertThat(admission.drain(Duration.ofMinutes(1))).isTrue();
        leaving.join();
    }

    private List<Place> enter(int count) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(admission.enter().orElseThrow());
        }
        return places;
    }
}
