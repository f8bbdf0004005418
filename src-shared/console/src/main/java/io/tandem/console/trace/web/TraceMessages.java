package io.tandem.console.trace.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The texts of the message trace, in Chinese; English stands in {@code messages/trace_en.properties}.
 * Those that a service may say in its own words stand in files alone, since a value here would come before the service's.
 */
@MessageBundle(value = "trace", locale = "zh")
public interface TraceMessages {
    @Message("消息轨迹")
    String title();

    @Message("查看一条事务消息从发送、提交到消费的全过程。")
    String lead();

    @Message("查询条件")
    String search_label();

    @Message("三项中填一项即可，都不填时列出最新消息。")
    String search_hint();

    @Message
    String order_id();

    @Message
    String user_id();

    @Message("支付尝试编号")
    String attempt_id();

    @Message("消息 ID")
    String message_id();

    @Message("查询")
    String search();

    @Message("请先更正以下内容")
    String errors_title();

    @Message("三项中只填一项")
    String one_only();

    @Message
    String order_invalid();

    @Message("请填写支付尝试编号，例如 {example}")
    String attempt_invalid(String example);

    @Message("消息 ID 由 1 到 64 个字母和数字组成")
    String message_invalid();

    @Message("页码链接无效，请从第一页开始。")
    String cursor_invalid();

    @Message("没有查到轨迹")
    String not_found();

    @Message("请核对输入的内容。轨迹与账本的保留时间相同，更早的消息可能已被清理。")
    String not_found_detail();

    @Message("最新消息")
    String latest();

    @Message("筛选")
    String filter();

    @Message("状态")
    String filter_state();

    @Message("时间范围")
    String filter_hours();

    @Message("不限")
    String any();

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

    @Message("没有符合条件的消息。")
    String no_matches();

    @Message("最近的 2,000 条消息里没有符合条件的，更早的还没有查找。")
    String none_so_far();

    @Message("继续查找更早的消息")
    String go_on();

    @Message("还没有消息")
    String none_yet();

    @Message
    String none_yet_detail();

    @Message("更早的消息")
    String older();

    @Message("回到最新消息")
    String newest();

    @Message
    String tries(String orderId, int count);

    @Message("这条消息包含 {count} 次尝试")
    String members(int count);

    @Message("发送时间")
    String sent_at();

    @Message
    String status();

    @Message
    String shipment();

    @Message("轨迹详情")
    String details_of();

    @Message
    String attempt_of(String orderId);

    @Message("一次支付尝试的轨迹")
    String attempt_unknown();

    @Message("总耗时")
    String duration();

    @Message("正在处理，页面会自动更新。")
    String watching();

    @Message("刷新")
    String reload();

    @Message("时间线")
    String timeline();

    @Message("这条消息的时间线")
    String timeline_of();

    @Message("步骤较多，图中省略了中间一部分，下表是全部。")
    String timeline_cut();

    @Message("全部步骤")
    String steps();

    @Message
    String lane_order();

    @Message
    String lane_logistics();

    @Message("生产者")
    String producer();

    @Message("服务端")
    String broker();

    @Message("消费者")
    String consumer();

    @Message("客户端地址")
    String client();

    @Message("耗时")
    String cost();

    @Message("发送状态")
    String send_status();

    @Message("地址")
    String address();

    @Message("事务提交时间")
    String commit_time();

    @Message("事务回滚时间")
    String rollback_time();

    @Message("依据")
    String resolved_by();

    @Message("生产者提交")
    String by_producer();

    @Message("生产者回滚")
    String by_producer_rollback();

    @Message("回查")
    String by_check_back();

    @Message("回查次数")
    String check_backs();

    @Message("投递时间")
    String delivered_at();

    @Message("结果")
    String result();

    @Message("重试次数")
    String retries();

    @Message("不会投递")
    String nothing_delivered();

    @Message("尚未投递")
    String not_delivered_yet();

    @Message("尚无结果")
    String unknown_yet();

    @Message("时间")
    String time();

    @Message("相对时间")
    String after();

    @Message("步骤")
    String step();

    @Message("执行者")
    String host();

    @Message("说明")
    String detail();

    @Message("第 {number} 次投递")
    String delivery_number(int number);

    @Message("由 {peer} 发起")
    String asked_by(String peer);

    @Message("半事务消息")
    String kind_half_message();

    @Message("本地事务")
    String kind_local_transaction();

    @Message("提交消息")
    String kind_commit();

    @Message("回滚消息")
    String kind_rollback();

    @Message("回查")
    String kind_check_back();

    @Message("重新投递")
    String kind_redelivery();

    @Message("投递")
    String kind_delivery();

    @Message
    String kind_shipment();

    @Message("搁置")
    String kind_parked();

    @Message
    String status_placed();

    @Message("已回滚")
    String status_rolled_back();

    @Message("未写入")
    String status_rejected();

    @Message("结果待定")
    String status_in_doubt();

    @Message
    String delivered_created();

    @Message("已搁置")
    String delivered_parked();

    @Message("投递中")
    String delivered_under_way();

    @Message
    String delivered_never();

    @Message("已存储")
    String result_stored();

    @Message
    String result_created();

    @Message("已提交")
    String result_committed();

    @Message("已回滚")
    String result_rolled_back();

    @Message("没有执行")
    String result_not_run();

    @Message("没有记录：进程已结束")
    String result_not_recorded();

    @Message("尚未结束")
    String result_open();

    @Message("未提交")
    String result_not_committed();

    @Message("结果待定")
    String result_in_doubt();

    @Message("已确认")
    String result_acknowledged();

    @Message("未确认")
    String result_unacknowledged();

    @Message("答复提交")
    String result_commit();

    @Message("答复回滚")
    String result_rollback();

    @Message("答复未知")
    String result_unknown();

    @Message("消费成功")
    String result_consumed();

    @Message("重复，已忽略")
    String result_duplicate();

    @Message("失败，将重试")
    String result_retry();

    @Message("转为搁置")
    String result_park();

    @Message("数据库不可用")
    String result_unavailable();

    @Message("已发布")
    String result_published();

    @Message("失败")
    String result_failed();

    @Message("等待处理")
    String result_parked();

    @Message("已重放")
    String result_replayed();

    @Message("已忽略")
    String result_dismissed();

    @Message("MySQL·账本")
    String lane_ledger();

    @Message("按时间比例")
    String to_scale();

    @Message("等距排列")
    String evenly();

    @Message
    String reason_duplicate();

    @Message("执行失败")
    String reason_failed();

    @Message("提交时与 MySQL 的连接中断，之后裁定为回滚")
    String reason_lost_at_commit();

    @Message("人工裁定")
    String reason_by_operator();

    @Message("相关数据正被占用")
    String reason_busy();

    @Message("回查先到")
    String reason_fenced();

    @Message("MySQL 不可用")
    String reason_database();

    @Message("原始记录")
    String raw();

    @Message("当前显示")
    String shown_here();
}
