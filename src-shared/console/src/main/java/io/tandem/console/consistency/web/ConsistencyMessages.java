package io.tandem.console.consistency.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The texts of the consistency console, in Chinese; English stands in {@code messages/consistency_en.properties}.
 * Those that a service may say in its own words stand in files alone, since a value here would come before the service's.
 */
@MessageBundle(value = "consistency", locale = "zh")
public interface ConsistencyMessages {
    @Message("一致性检查")
    String title();

    @Message
    String lead();

    @Message
    String all_well_detail();

    @Message("检查时间")
    String as_of();

    @Message("刷新")
    String reload();

    @Message
    String in_doubt_detail();

    @Message
    String missing();

    @Message
    String missing_detail();

    @Message
    String stray();

    @Message
    String stray_sweeping();

    @Message("搁置的消息")
    String parked();

    @Message("重试也无法处理的消息。修复原因后可以重放，确认无用可以忽略。")
    String parked_detail();

    @Message("支付尝试编号")
    String attempt_id();

    @Message
    String order_id();

    @Message
    String user_id();

    @Message("消息 ID")
    String message_id();

    @Message("投递次数")
    String deliveries();

    @Message("操作人")
    String account();

    @Message("操作")
    String action();

    @Message("结果")
    String result();

    @Message("时间")
    String done_at();

    @Message("重新投递所选")
    String redeliver();

    @Message("全部重新投递")
    String redeliver_all();

    @Message("重放所选")
    String replay();

    @Message("忽略所选")
    String dismiss();

    @Message("裁定所选")
    String settle();

    @Message
    String search_again();

    @Message("请先选择要处理的内容")
    String nothing_selected();

    @Message("没有执行任何操作。")
    String nothing_done();

    @Message("一切一致")
    String all_well();

    @Message("正在自行恢复")
    String healing();

    @Message("无需操作。最迟到 ")
    String healing_until();

    @Message("会全部再试一次。")
    String healing_until_end();

    @Message("无需操作，稍后刷新即可。")
    String healing_detail();

    @Message("需要您处理")
    String needs_you();

    @Message("下面标为“待处理”的内容不会自行恢复，请查看原因后处理。")
    String needs_you_detail();

    @Message("出现了不应发生的情况")
    String breached();

    @Message
    String breached_detail();

    @Message("结果未定的支付")
    String in_doubt();

    @Message("等待回查的消息")
    String unsettled();

    @Message("RocketMQ 没有确认提交或回滚。回查会按账本的记录补上，无需操作。")
    String unsettled_detail();

    @Message("未确认的半事务消息")
    String unsent();

    @Message("RocketMQ 没有确认收到半事务消息，因此没有执行本地事务，也没有写入任何数据。若 RocketMQ 收到过，回查会将其回滚；否则不会再有下文。")
    String unsent_detail();

    @Message("不应出现。不会自行恢复，请从轨迹查明原因。")
    String stray_detail();

    @Message("待处理")
    String tone_attention();

    @Message("异常")
    String tone_failure();

    @Message("自行恢复")
    String tone_pending();

    @Message("无需处理")
    String tone_none();

    @Message("操作日志")
    String actions();

    @Message("还没有操作记录。")
    String no_actions();

    @Message("全部操作日志")
    String all_actions();

    @Message("结果")
    String result_column();

    @Message("选择")
    String select();

    @Message("全选本页")
    String select_all();

    @Message("取消全选")
    String select_none();

    @Message("原因")
    String reason();

    @Message("原因代码")
    String reason_code();

    @Message("原因说明")
    String reason_detail();

    @Message("消息体")
    String body();

    @Message("消息体（Base64）")
    String body_base64();

    @Message("消费者组")
    String consumer_group();

    @Message("开始时间")
    String since();

    @Message("接下来")
    String next_column();

    @Message("详情")
    String details();

    @Message("消息已搁置")
    String is_parked();

    @Message("尚未重新投递")
    String not_redelivered();

    @Message("已重新投递 {count} 次")
    String redelivered(int count);

    @Message("下次投递")
    String next_redelivery();

    @Message("超过等待时间后自动投递")
    String next_by_itself();

    @Message("回查至")
    String next_check();

    @Message("不再列出")
    String next_forgotten();

    @Message("需要人工处理")
    String never_by_itself();

    @Message("{seconds} 秒")
    String seconds(long seconds);

    @Message("{minutes} 分钟")
    String minutes(long minutes);

    @Message("{hours} 小时")
    String hours(long hours);

    @Message("{days} 天")
    String days(long days);

    @Message("提交时与数据库的连接中断")
    String why_in_doubt();

    @Message("回查未能确定结果")
    String why_unknown();

    @Message("提交丢失")
    String why_commit();

    @Message("回滚丢失")
    String why_rollback();

    @Message("没有确认半事务消息")
    String why_half();

    @Message
    String stray_none();

    @Message
    String stray_other();

    @Message
    String stray_again();

    @Message("消息无法读取")
    String parked_malformed();

    @Message("消息的版本过新")
    String parked_unknown_version();

    @Message("消息体与属性的编号不一致")
    String parked_attempt_mismatch();

    @Message
    String parked_other_attempt();

    @Message
    String parked_other_user();

    @Message("重试多次仍然失败")
    String parked_retries();

    @Message("其他原因")
    String parked_other();

    @Message
    String of_key(String key);

    @Message("完成 {done} 项，未执行 {refused} 项")
    String outcome(long done, long refused);

    @Message("没有需要重新投递的消息")
    String none_scheduled();

    @Message("将重新投递 {count} 条消息")
    String scheduled(long count);

    @Message
    String searching();

    @Message("重新投递")
    String did_redeliver();

    @Message("重放")
    String did_replay();

    @Message("忽略")
    String did_dismiss();

    @Message("恢复")
    String did_restore();

    @Message("裁定")
    String did_settle();

    @Message("{target}：将重新投递")
    String result_scheduled(String target);

    @Message
    String result_already(String target);

    @Message
    String result_not_committed(String target);

    @Message("{target}：消息已搁置，请重放或忽略那条消息")
    String result_is_parked(String target);

    @Message("{target}：之前已处理过")
    String result_already_resolved(String target);

    @Message("{target}：已忽略")
    String result_dismissed(String target);

    @Message("{target}：恢复为待处理")
    String result_restored(String target);

    @Message("{target}：账本里是 COMMIT，已提交")
    String result_committed(String target);

    @Message("{target}：账本记为 ROLLBACK，不会再提交")
    String result_rolled_back(String target);

    @Message("{target}：本地事务尚未结束，还不能裁定")
    String result_still_undecided(String target);

    @Message("{target}：不存在")
    String result_not_found(String target);

    @Message("恢复所选")
    String restore();

    @Message("撤销")
    String undo();

    @Message("已忽略的消息")
    String dismissed();

    @Message("已忽略，不再计入待处理。可以恢复。")
    String dismissed_detail();

    @Message("已重放的消息")
    String replayed();

    @Message("已按原样重新投递。")
    String replayed_detail();

    @Message("要忽略这些消息吗？")
    String dismiss_title();

    @Message("忽略后不再列为待处理，也不会投递。之后可以在“已忽略的消息”里恢复。")
    String dismiss_detail();

    @Message("忽略")
    String dismiss_confirm();

    @Message("取消")
    String cancel();

    @Message("筛选")
    String filter();

    @Message("状态")
    String filter_state();

    @Message("全部原因")
    String any_reason();

    @Message("时间范围")
    String filter_hours();

    @Message("不限")
    String any_time();

    @Message("最近 1 小时")
    String last_hour();

    @Message("最近 24 小时")
    String last_day();

    @Message("最近 7 天")
    String last_week();

    @Message("应用")
    String apply();

    @Message("清除筛选")
    String clear();

    @Message("下一页")
    String next_page();

    @Message("第一页")
    String first_page();

    @Message("查看全部 {count} 条")
    String see_all(long count);

    @Message("没有符合条件的内容")
    String no_matches();

    @Message("查找过的内容里没有符合条件的，后面还有。")
    String none_so_far();

    @Message("返回一致性检查")
    String back();

    @Message("共 {count} 项没有问题")
    String fine(int count);
}
