package io.tandem.rehearse;

import io.tandem.local.demo.Story;
import io.tandem.rehearse.host.Host;
import java.util.Map;

/** The database is brought back to an earlier moment, while the broker has gone on: what becomes of orders and shipments. */
final class Restore {

    private final Story story;
    private final Cloud cloud;
    private final Tutorial tutorial;

    Restore(Scene scene, Cloud cloud, Tutorial tutorial) {
        this.story = scene.story();
        this.cloud = cloud;
        this.tutorial = tutorial;
    }

    void restore() {
        story.chapter("九、恢复到某一时间点", "the database as it was a while ago");
        Host logistics = cloud.host("LogisticsHost1");
        story.does("stop logistics-native, and pay: an order whose shipment is on its way");
        Updates.systemctl("stop", "LogisticsHost1", logistics);
        long kept = tutorial.pay(1013);
        story.does("this is the moment; then the shipment arrives, and one more order is paid");
        cloud.data().tell("backup");
        Updates.systemctl("start", "LogisticsHost1", logistics);
        tutorial.awaitShipment(1013, kept);
        long lost = tutorial.pay(1014);
        tutorial.awaitShipment(1014, lost);
        story.does("stop both services, bring the database back to that moment, start them again");
        Map<String, Host> hosts = cloud.hosts();
        hosts.forEach((id, host) -> {
            if (!id.equals("MigrationHost")) {
                Updates.systemctl("stop", id, host);
            }
        });
        cloud.data().tell("restore");
        hosts.forEach((id, host) -> {
            if (!id.equals("MigrationHost")) {
                Updates.systemctl("start", id, host);
            }
        });
        tutorial.awaitReady();
        story.expects(
                tutorial.visitor().shipmentPage(1014, lost).contains("物流信息查询结果为未创建"),
                "the order paid after that moment is gone, and its shipment with it");
        story.does(
                "wait for the shipment of the first: its message was consumed, so the search for missing shipments sends it again");
        tutorial.awaitShipment(1013, kept);
        tutorial.payAndSeeTheShipment(1015);
    }
}
