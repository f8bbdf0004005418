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

    @Message("一切一致")
    String all_well();

    @Message
    String all_well_detail();

    @Message("有待处理的内容")
    String not_well();

    @Message("多数会由回查或重新投递自行恢复，也可以在下面手动处理。")
    String not_well_detail();

    @Message("检查时间")
    String as_of();

    @Message("刷新")
    String reload();

    @Message("悬挂事务")
    String in_doubt();

    @Message
    String in_doubt_detail();

    @Message("未确认的半事务消息")
    String unsettled();

    @Message("RocketMQ 未确认提交或回滚，已超过首次回查时间。等待回查即可。")
    String unsettled_detail();

    @Message
    String missing();

    @Message
    String missing_detail();

    @Message
    String stray();

    @Message("必须为 0。")
    String stray_detail();

    @Message
    String stray_sweeping();

    @Message("搁置的消息")
    String parked();

    @Message("重试也无法处理的消息。修复原因后可以重放，确认无用可以忽略。")
    String parked_detail();

    @Message("操作记录")
    String actions();

    @Message("还没有人操作过。")
    String no_actions();

    @Message("无")
    String none();

    @Message("另有 {count} 条未列出。")
    String more(long count);

    @Message("选择")
    String select();

    @Message("事务编号")
    String attempt_id();

    @Message
    String order_id();

    @Message
    String user_id();

    @Message("消息 ID")
    String message_id();

    @Message("原因")
    String reason();

    @Message("消息体")
    String body();

    @Message("开始时间")
    String since();

    @Message
    String paid_at();

    @Message("创建时间")
    String created_at();

    @Message("搁置时间")
    String parked_at();

    @Message("已持续")
    String age();

    @Message("{seconds} 秒")
    String seconds(long seconds);

    @Message("已重投")
    String redeliveries();

    @Message("消息已搁置")
    String is_parked();

    @Message("投递次数")
    String deliveries();

    @Message("操作人")
    String account();

    @Message("操作")
    String action();

    @Message("对象")
    String target();

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

    @Message("操作完成")
    String done();

    @Message("已安排投递 {count} 条。")
    String scheduled(long count);

    @Message("其余 {count} 条的结果见操作记录。")
    String others(long count);

    @Message
    String searching();

    @Message("请先选择要处理的内容")
    String nothing_selected();

    @Message("没有执行任何操作。")
    String nothing_done();

    @Message("提交时未获确认")
    String why_commit();

    @Message("回滚时未获确认")
    String why_rollback();

    @Message("发送半事务消息时未获确认")
    String why_half();

    @Message("提交时数据库失去响应")
    String why_in_doubt();

    @Message("回查未能确定结果")
    String why_unknown();
}
