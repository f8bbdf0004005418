package io.tandem.broker;

import io.smallrye.mutiny.Uni;
import io.tandem.context.CallersContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Counts and reads what lies in a topic: the dead letters of a group, the half messages that were dropped after their last check.
 * Reads on, never takes away.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);

    /** Where the broker puts a half message that it gives up on. */
    public static final String DROPPED_HALF_MESSAGES = "TRANS_CHECK_MAX_TIME_TOPIC";

    /** RocketMQ's own group for tools; needs no set-up and has no offsets. */
    private static final String GROUP = "TOOLS_CONSUMER";

    /** The subscription comes with the request ({@code PullSysFlag.FLAG_SUBSCRIPTION}); nothing is waited for or committed. */
    private static final int SUBSCRIPTION = 1 << 2;

    private final NetClient client;
    private final String nameServer;
    private final Duration limit;

    /**
     * Connects when it is asked.
     *
     * @param nameServer {@code host:port}
     * @param limit for one look
     */
    public TopicReader(Vertx vertx, String nameServer, Duration limit) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) limit.toMillis()));
        this.nameServer = nameServer;
        this.limit = limit;
    }

    /** Where a group's dead letters go. */
    public static String deadLettersOf(String group) {
        return "%DLQ%" + group;
    }

    /**
     * Looks once.
     *
     * @param most messages of each queue, the newest
     * @return empty contents for a topic that does not exist; fails if name server or broker do not answer in time
     */
    public Uni<TopicContents> read(String topic, int most) {
        return CallersContext.resume(Uni.createFrom()
                .completionStage(() -> withConnection(nameServer, names -> route(names, topic))
                        .compose(queues -> all(queues, topic, most))
                        .toCompletionStage())
                .ifNoItem()
                .after(limit)
                .fail());
    }

    @Override
    public void close() {
        client.close().onFailure(late -> LOG.debugf("topic-reader=not-closed cause=%s", late.getMessage()));
    }

    private record Queue(String broker, int id) {}

    private static Future<List<Queue>> route(RemotingConnection names, String topic) {
        JsonObject fields = new JsonObject().put("topic", topic).put("acceptStandardJsonOnly", true);
        return names.ask(RemotingCommand.GET_ROUTE, fields).compose(answer -> {
            if (answer.code() == RemotingCommand.TOPIC_NOT_EXIST) {
                return Future.succeededFuture(List.of());
            }
            return succeeded(answer).map(found -> queues(found.body().toJsonObject()));
        });
    }

    private static List<Queue> queues(JsonObject route) {
        List<Queue> queues = new ArrayList<>();
        for (Object one : route.getJsonArray("queueDatas", new JsonArray())) {
            JsonObject data = (JsonObject) one;
            master(route, data.getString("brokerName")).ifPresent(address -> {
                for (int id = 0; id < data.getInteger("readQueueNums"); id++) {
                    queues.add(new Queue(address, id));
                }
            });
        }
        return queues;
    }

    private static Optional<String> master(JsonObject route, String brokerName) {
        return route.getJsonArray("brokerDatas").stream()
                .map(JsonObject.class::cast)
                .filter(broker -> brokerName.equals(broker.getString("brokerName")))
                .map(broker -> broker.getJsonObject("brokerAddrs").getString("0"))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Future<TopicContents> all(List<Queue> queues, String topic, int most) {
        Future<TopicContents> all = Future.succeededFuture(TopicContents.EMPTY);
        for (Queue queue : queues) {
            all = all.compose(sofar -> withConnection(queue.broker, broker -> contents(broker, topic, queue.id, most))
                    .map(sofar::and));
        }
        return all;
    }

    private static Future<TopicContents> contents(RemotingConnection broker, String topic, int queue, int most) {
        return offset(broker, RemotingCommand.GET_MIN_OFFSET, topic, queue)
                .compose(first -> offset(broker, RemotingCommand.GET_MAX_OFFSET, topic, queue)
                        .compose(next -> next <= first
                                ? Future.succeededFuture(TopicContents.EMPTY)
                                : pull(broker, topic, queue, Math.max(first, next - most), most)
                                        .map(messages -> new TopicContents(next - first, messages))));
    }

    private static Future<Long> offset(RemotingConnection broker, int code, String topic, int queue) {
        return broker.ask(code, new JsonObject().put("topic", topic).put("queueId", queue))
                .compose(TopicReader::succeeded)
                .map(answer -> Long.parseLong(answer.fields().getString("offset")));
    }

    private static Future<List<StoredMessage>> pull(
            RemotingConnection broker, String topic, int queue, long from, int most) {
        JsonObject fields = new JsonObject()
                .put("consumerGroup", GROUP)
                .put("topic", topic)
                .put("queueId", queue)
                .put("queueOffset", from)
                .put("maxMsgNums", most)
                .put("sysFlag", SUBSCRIPTION)
                .put("commitOffset", 0)
                .put("suspendTimeoutMillis", 0)
                .put("subscription", "*")
                .put("subVersion", 0)
                .put("expressionType", "TAG");
        return broker.ask(RemotingCommand.PULL_MESSAGE, fields)
                .compose(TopicReader::succeeded)
                .map(answer -> MessageFrames.read(answer.body()));
    }

    private static Future<RemotingCommand> succeeded(RemotingCommand answer) {
        return answer.code() == RemotingCommand.SUCCESS
                ? Future.succeededFuture(answer)
                : Future.failedFuture(new IOException("RocketMQ answered with code " + answer.code()));
    }

    private <T> Future<T> withConnection(String address, Function<RemotingConnection, Future<T>> use) {
        return RemotingConnection.open(client, address)
                .compose(connection -> use.apply(connection).eventually(connection::close));
    }
}
