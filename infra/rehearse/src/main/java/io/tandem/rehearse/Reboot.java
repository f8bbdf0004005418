package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.local.process.Waiting;
import io.tandem.rehearse.host.Host;
import java.time.Duration;

/** A power cut of the logistics host while people go on paying. */
final class Reboot {

    private static final Duration READY = Duration.ofMinutes(2);
    private static final Duration ASKING = Duration.ofSeconds(20);
    private static final String ASK = "curl -fsS -o /dev/null --max-time 3 http://127.0.0.1:9080/q/health/ready";

    private final Story story;
    private final Host logistics;
    private final Tutorial tutorial;

    Reboot(Scene scene, Host logistics, Tutorial tutorial) {
        this.story = scene.story();
        this.logistics = logistics;
        this.tutorial = tutorial;
    }

    void reboot() {
        story.chapter("四、物流主机断电重启", "the logistics host loses power while an order is paid");
        story.does("pull the plug: every process of the logistics host is gone at once");
        logistics.cutPower();
        long order = tutorial.pay(1003);
        story.sees("the order is paid, though its shipment cannot be made yet");
        long began = System.nanoTime();
        story.does("switch it on again");
        logistics.boot();
        boolean ready = Waiting.until(
                READY, () -> logistics.run(ASKING, "bash", "-c", ASK).succeeded());
        story.expects(
                ready,
                "logistics-native came up by itself: ready %.1f s after power came back"
                        .formatted(Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0));
        tutorial.awaitShipment(1003, order);
        tutorial.payAndSeeTheShipment(1004);
    }
}
