package io.tandem.console.trace;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The clauses of a {@link Story}, in Chinese; English stands in {@code messages/story_en.properties}.
 * Those that a service may say in its own words stand in files alone, since a value here would come before the service's.
 */
@MessageBundle(value = "story", locale = "zh")
public interface StoryMessages {

    @Message("{size} 个请求共用一条半事务消息和一个本地事务")
    String grouped(int size);

    @Message("RocketMQ 没有确认半事务消息，因此没有执行本地事务")
    String half_lost();

    @Message("本地事务尚未结束，结果还没有确定")
    String open();

    @Message("本地事务已提交")
    String committed();

    @Message
    String duplicate();

    @Message("本地事务失败并回滚")
    String failed();

    @Message("提交时与 MySQL 的连接中断；换一个连接询问，账本里没有记录，于是记为 ROLLBACK")
    String lost_at_commit();

    @Message("MySQL 没有接受本地事务，没有写入任何数据")
    String not_committed();

    @Message("回查先到并记为 ROLLBACK，本地事务因此没有写入任何数据")
    String fenced();

    @Message("人工裁定时账本里没有记录，于是记为 ROLLBACK")
    String by_operator();

    @Message("没有本地事务的记录：生产者的进程已结束")
    String not_recorded();

    @Message("提交时与 MySQL 的连接中断，结果还没有确定")
    String in_doubt();

    @Message("提交丢失了")
    String commit_lost();

    @Message("没有提交消息的记录：生产者的进程已结束")
    String commit_not_recorded();

    @Message("提交得到了确认，但没有生效")
    String commit_without_effect();

    @Message("回滚丢失了")
    String rollback_lost();

    @Message("消息已丢弃")
    String thrown_away();

    @Message("RocketMQ 还会回查")
    String to_be_asked();

    @Message("RocketMQ 回查了 {count} 次，还没有答案")
    String asked_in_vain(int count);

    @Message("{later} 后 RocketMQ 回查，账本里是 COMMIT")
    String asked_commit(String later);

    @Message("{later} 后 RocketMQ 回查，账本里是 ROLLBACK")
    String asked_rollback(String later);

    @Message("{later} 后 RocketMQ 回查，账本里没有记录，于是记为 ROLLBACK")
    String asked_fenced(String later);

    @Message("消息重新投递了 {count} 次")
    String published_again(int count);

    @Message("消费失败 {count} 次后重试")
    String retried(int count);

    @Message("消息已投递")
    String delivered();

    @Message("重复的 {count} 次投递没有改变什么")
    String duplicates(int count);

    @Message("消费者把消息搁置，等待处理")
    String parked();

    @Message("搁置的消息已被忽略")
    String dismissed();

    @Message("消息正在投递")
    String under_way();

    @Message
    String effect();

    @Message
    String effects(int count);

    @Message
    String no_effect();
}
