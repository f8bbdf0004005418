package io.tandem.rehearse;

import static io.tandem.local.demo.Visitor.field;

import io.tandem.local.demo.Story;
import io.tandem.local.demo.TraceText;
import io.tandem.local.demo.Visitor;
import io.tandem.local.process.Waiting;
import java.time.Duration;

/** The tutorial's three verifications, by a client outside, at the order host's public address. */
final class Tutorial {

    private static final Duration SHIPMENT = Duration.ofSeconds(150);
    private static final int OK = 200;
    private static final long FIRST_ORDER = 20001;

    private final Story story;
    private final Visitor visitor;
    private long lastOrder = FIRST_ORDER - 1;

    Tutorial(Scene scene, Visitor visitor) {
        this.story = scene.story();
        this.visitor = visitor;
    }

    private Tutorial(Tutorial before, Visitor visitor) {
        this.story = before.story;
        this.visitor = visitor;
        this.lastOrder = before.lastOrder;
    }

    /** Goes on with a client that came by another address, or with another password. */
    Tutorial by(Visitor another) {
        return new Tutorial(this, another);
    }

    Visitor visitor() {
        return visitor;
    }

    /** After a stop; a load balancer takes a while to notice as well. */
    void awaitReady() {
        story.expects(
                Waiting.until(
                        SHIPMENT, () -> visitor.shipmentPage(1001, FIRST_ORDER).contains("物流信息查询结果为已创建")),
                "the pages answer again");
    }

    void walk() {
        story.chapter("三、验证一 二 三", "the tutorial, from outside");
        story.does("sign in at %s/login".formatted(Scene.HOST_URL));
        story.expects(visitor.signIn().contains("模拟订单支付"), "模拟订单支付: the payment page");
        long order = pay(1001);
        awaitShipment(1001, order);
        story.does("pay the same order number again, as user 1002");
        story.expects(visitor.pay(1002, order).contains("创建支付订单失败"), "创建支付订单失败");
        story.expects(
                visitor.shipmentPage(1002, order).contains("物流信息查询结果为未创建"), "/logistic for user 1002: 物流信息查询结果为未创建");
        trace(order);
    }

    /** Pays one more order and returns its number. */
    long pay(long userId) {
        long order = ++lastOrder;
        story.does("pay: user %d, order %d".formatted(userId, order));
        story.expects(visitor.pay(userId, order).contains("创建支付订单成功！"), "创建支付订单成功！");
        return order;
    }

    void awaitShipment(long userId, long order) {
        long began = System.nanoTime();
        boolean there = Waiting.until(
                SHIPMENT, () -> visitor.shipmentPage(userId, order).contains("物流信息查询结果为已创建"));
        story.expects(
                there,
                "/logistic, forwarded to the logistics host: 物流信息查询结果为已创建 (after %d ms)"
                        .formatted(Duration.ofNanos(System.nanoTime() - began).toMillis()));
    }

    /** As after any change: a user who has signed in long ago pays, and the shipment follows. */
    void payAndSeeTheShipment(long userId) {
        awaitShipment(userId, pay(userId));
        story.expects(
                visitor.shipmentPage(1001, FIRST_ORDER).contains("物流信息查询结果为已创建"),
                "and what was paid first is still there; no user had to sign in again");
    }

    private void trace(long order) {
        boolean traced = Waiting.until(SHIPMENT, () -> {
            String body = visitor.trace("orderId=" + order).body();
            return body.contains("\"step\":\"SHIPMENT\"") && body.contains("\"settled\":true");
        });
        story.expects(traced, "消息轨迹 /trace?orderId=" + order);
        story.shows(TraceText.lines(visitor.trace("orderId=" + order).body()));
        story.expects(
                visitor.shipment(1001, order).statusCode() == OK,
                "the shipment's message is %s"
                        .formatted(field(visitor.shipment(1001, order).body(), "messageId")));
    }
}
