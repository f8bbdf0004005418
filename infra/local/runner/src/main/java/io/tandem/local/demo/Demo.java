package io.tandem.local.demo;

import static io.tandem.local.demo.Visitor.field;

import io.tandem.local.fault.FaultyLink;
import io.tandem.local.fault.RowLock;
import io.tandem.local.process.Folders;
import io.tandem.local.process.Progress;
import io.tandem.local.process.Waiting;
import io.tandem.local.run.ServiceProcess;
import io.tandem.local.run.StackConfig;
import io.tandem.local.run.TandemStack;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Walks through the tutorial and through what can go wrong, on the real services and servers. Nothing in the services knows of it: the
 * network to RocketMQ is cut outside of them, and the moment is chosen by holding a row that the local transaction needs.
 */
public final class Demo {

    private static final Duration SHIPMENT = Duration.ofSeconds(60);
    private static final Duration READY = Duration.ofMinutes(2);
    private static final int CREATED = 201;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;
    private static final long ORDER = 20001;

    private final Story story;
    private final TandemStack stack;
    private final FaultyLink link;
    private final ServiceProcess order;
    private final Visitor visitor;

    private Demo(Story story, TandemStack stack, FaultyLink link, ServiceProcess order) {
        this.story = story;
        this.stack = stack;
        this.link = link;
        this.order = order;
        this.visitor = new Visitor(order.url(), stack.signIn());
    }

    /** Starts everything in a fresh folder, tells the story, stops everything; true if all held. The folder stays if not. */
    public static boolean run(Path folder, StackConfig config, Progress out) {
        long began = System.nanoTime();
        out.say("Tandem demo: real MySQL, real RocketMQ, both services, on free ports and fresh data");
        Story story = new Story(out);
        boolean held;
        try (TandemStack stack = new TandemStack(config)) {
            stack.startServers();
            stack.services().logistics().start();
            try (FaultyLink link = FaultyLink.to(stack.rocketMq().orElseThrow().grpcPort())) {
                ServiceProcess order = stack.services()
                        .anotherOrder(
                                RowLock.outlasted(Map.of("APP_DEMO_ROCKETMQ_ENDPOINT", "127.0.0.1:" + link.port())));
                stack.services().logistics().awaitReady(READY);
                new Demo(story, stack, link, order).tell();
            }
            held = story.end(Duration.ofNanos(System.nanoTime() - began));
        }
        if (held) {
            Folders.delete(folder);
        } else {
            out.say("Logs and data are kept in " + folder);
        }
        return held;
    }

    private void tell() {
        payAndSeeTheShipment();
        sameOrderAgain();
        commitLost();
        rollbackLostForAFailedDuplicate();
        brokerAway();
    }

    private void payAndSeeTheShipment() {
        story.chapter("一、支付与物流一致", "pay, and the shipment follows");
        story.does("sign in at %s/login as %s"
                .formatted(order.url(), stack.signIn().user()));
        story.expects(visitor.signIn().contains("模拟订单支付"), "模拟订单支付: the payment page");
        story.does("pay: user 1001, order %d".formatted(ORDER));
        long began = System.nanoTime();
        String page = visitor.pay(1001, ORDER);
        story.expects(page.contains("创建支付订单成功！"), "创建支付订单成功！");
        awaitShipment(1001, ORDER, began);
        story.expects(visitor.shipmentPage(1001, ORDER).contains("物流信息查询结果为已创建"), "物流信息查询结果为已创建");
        followed("orderId=" + ORDER, "SHIPMENT", "STORED");
    }

    private void sameOrderAgain() {
        story.chapter("二、本地事务失败", "the same order number again");
        story.does("pay: user 1002, order %d, which is taken".formatted(ORDER));
        String page = visitor.pay(1002, ORDER);
        story.expects(page.contains("创建支付订单失败"), "创建支付订单失败");
        story.expects(visitor.shipmentPage(1002, ORDER).contains("物流信息查询结果为未创建"), "物流信息查询结果为未创建");
    }

    private void commitLost() {
        long orderId = ORDER + 1;
        story.chapter("三、提交丢失", "the commit is lost, and the producer dies");
        story.does("pay: user 1003, order %d".formatted(orderId));
        story.does("cut the network to RocketMQ between the claim and COMMIT in MySQL");
        HttpResponse<String> answer = placeWhileCut(1003, orderId);
        String attempt = field(answer.body(), "attemptId");
        story.expects(
                answer.statusCode() == CREATED,
                "the caller is told PLACED, for MySQL has committed: %s".formatted(attempt));
        story.sees("half message %s is open at the broker: it was not told to commit".formatted(messageOf(attempt)));
        story.does("kill -9 order-native (process %d), heal the network, start it again".formatted(order.pid()));
        order.kill();
        link.heal();
        long began = System.nanoTime();
        order.start();
        order.awaitReady(READY);
        awaitShipment(1003, orderId, began);
        story.sees("the new process was asked: %s".formatted(checkBackLine(attempt)));
        followed("attemptId=" + attempt, "CHECK_BACK", "COMMIT");
    }

    private void rollbackLostForAFailedDuplicate() {
        story.chapter("四、失败的重复订单，回滚丢失", "a failed duplicate whose rollback is lost");
        story.does("pay: user 1004, order %d, which is taken; cut the network before the rollback can be sent"
                .formatted(ORDER));
        HttpResponse<String> answer = placeWhileCut(1004, ORDER);
        String attempt = field(answer.body(), "instance").replaceAll(".*/", "");
        story.expects(
                answer.statusCode() == CONFLICT,
                "the caller is told %s: %s".formatted(field(answer.body(), "code"), attempt));
        story.sees("half message %s is open at the broker: it was not told to roll back".formatted(messageOf(attempt)));
        story.does("heal the network, and wait for the check-back");
        link.heal();
        Waiting.until(SHIPMENT, () -> isFinal(checkBackLine(attempt)));
        story.sees(checkBackLine(attempt));
        story.expects(
                checkBackLine(attempt).endsWith("answer=ROLLBACK"),
                "answered ROLLBACK, though order %d exists: a check-back that looks for the order would deliver it"
                        .formatted(ORDER));
        story.expects(visitor.shipment(1004, ORDER).statusCode() == NOT_FOUND, "user 1004 has no shipment");
        story.expects(
                visitor.shipment(1001, ORDER).statusCode() == OK,
                "the shipment of order %d is still user 1001's".formatted(ORDER));
        followed("attemptId=" + attempt, "CHECK_BACK", "ROLLBACK");
    }

    private void brokerAway() {
        long orderId = ORDER + 2;
        story.chapter("五、RocketMQ 不可用", "RocketMQ is away");
        story.does("cut the network to RocketMQ, and pay: user 1005, order %d".formatted(orderId));
        link.cut();
        HttpResponse<String> answer = visitor.placeOrder(1005, orderId);
        story.expects(
                answer.statusCode() == UNAVAILABLE,
                "%d %s: %s"
                        .formatted(answer.statusCode(), field(answer.body(), "code"), field(answer.body(), "detail")));
        story.does("heal the network, and pay again");
        link.heal();
        long began = System.nanoTime();
        boolean placed =
                Waiting.until(SHIPMENT, () -> visitor.placeOrder(1005, orderId).statusCode() == CREATED);
        story.expects(placed, "placed, without a restart");
        awaitShipment(1005, orderId, began);
    }

    /** Places an order whose local transaction is held in its middle until the network is cut. */
    private HttpResponse<String> placeWhileCut(long userId, long orderId) {
        CompletableFuture<HttpResponse<String>> answer;
        try (RowLock lock = new RowLock(stack.database(), orderId)) {
            answer = visitor.placeOrderSoon(userId, orderId);
            story.expects(lock.awaitWaiting(), "the local transaction is under way: claimed, not committed");
            link.cut();
        }
        return answer.join();
    }

    private void awaitShipment(long userId, long orderId, long began) {
        boolean there =
                Waiting.until(SHIPMENT, () -> visitor.shipment(userId, orderId).statusCode() == OK);
        long took = Duration.ofNanos(System.nanoTime() - began).toMillis();
        String shipment = visitor.shipment(userId, orderId).body();
        story.expects(
                there,
                "shipment of order %d created after %s, by message %s"
                        .formatted(
                                orderId,
                                took < 1_000 ? took + " ms" : "%.1f s".formatted(took / 1_000.0),
                                field(shipment, "messageId")));
    }

    /** 验证三: the trace is written in batches, so its last steps come a moment later. */
    private void followed(String query, String step, String result) {
        String wanted = "\"step\":\"%s\",\"result\":\"%s\"".formatted(step, result);
        boolean traced = Waiting.until(SHIPMENT, () -> {
            String body = visitor.trace(query).body();
            return body.contains(wanted) && body.contains("\"settled\":true");
        });
        story.expects(traced, "消息轨迹 /trace?%s".formatted(query));
        story.shows(TraceText.lines(visitor.trace(query).body()));
    }

    private String messageOf(String attempt) {
        return field(visitor.attempt(attempt).body(), "messageId");
    }

    /** While an attempt is young, or its transaction open, the answer is UNKNOWN, and the broker asks again. */
    private static boolean isFinal(String checkBackLine) {
        return checkBackLine.endsWith("answer=COMMIT") || checkBackLine.endsWith("answer=ROLLBACK");
    }

    /** What the order service logged when it answered for that attempt; empty if it was not asked yet. */
    private String checkBackLine(String attempt) {
        return ServiceLog.lastLine(order.log(), "check_back=answered attempt=" + attempt);
    }
}
