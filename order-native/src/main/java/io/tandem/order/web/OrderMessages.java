package io.tandem.order.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the payment pages, in Chinese; English stands in {@code messages/order_en.properties}. */
@MessageBundle(value = "order", locale = "zh")
public interface OrderMessages {
    @Message("模拟订单支付")
    String pay_title();

    @Message("输入用户 ID 和订单号，提交后系统会用一条 RocketMQ 事务消息，让“订单已支付”和“物流已创建”保持一致。")
    String pay_lead();

    @Message("用户 ID")
    String user_id();

    @Message("订单号")
    String order_id();

    @Message("正整数，例如 {example}")
    String number_hint(String example);

    @Message("模拟支付")
    String pay();

    @Message("请先更正以下内容")
    String errors_title();

    @Message("一次支付会发生什么")
    String flow_title();

    @Message("发送半事务消息")
    String flow_half();

    @Message("消息先存到 RocketMQ，暂不投递。")
    String flow_half_detail();

    @Message("执行本地事务")
    String flow_local();

    @Message("订单和事务记录在同一个数据库事务里写入 MySQL。")
    String flow_local_detail();

    @Message("提交或回滚")
    String flow_resolve();

    @Message("本地事务成功就提交消息，失败就回滚。没有回音时，RocketMQ 会主动回查。")
    String flow_resolve_detail();

    @Message("创建物流")
    String flow_ship();

    @Message("物流服务收到消息后创建物流信息，重复投递也只创建一次。")
    String flow_ship_detail();

    @Message("创建支付订单成功！")
    String placed();

    @Message("订单已写入，物流信息随即创建。")
    String placed_detail();

    @Message("创建支付订单失败")
    String failed();

    @Message("订单号 {orderId} 已存在。本地事务已回滚，消息不会投递，也不会创建物流。")
    String exists_detail(long orderId);

    @Message("这份表单已用于另一笔订单。本次没有写入任何数据，请重新填写。")
    String key_reused_detail();

    @Message("当前请求过多，本次没有写入任何数据。请稍后重试。")
    String rejected_overloaded();

    @Message("服务正在停止，本次没有写入任何数据。请稍后重试。")
    String rejected_stopping();

    @Message("暂时无法连接 RocketMQ，本次没有写入任何数据。请稍后重试。")
    String rejected_broker();

    @Message("暂时无法使用数据库，本次没有写入任何数据。请稍后重试。")
    String rejected_database();

    @Message("相关数据正被占用，本次没有写入任何数据。请稍后重试。")
    String rejected_busy();

    @Message("本地事务开始得太晚，回查已将其回滚，没有写入任何数据。请重试。")
    String rejected_fenced();

    @Message("本次没有写入任何数据。请稍后重试。")
    String rejected_other();

    @Message("再试一次")
    String try_again_title();

    @Message("结果待定")
    String in_doubt();

    @Message("数据库在提交的最后一刻失去了响应。结果很快就会确定，且只会有一个；请稍后刷新查看。")
    String in_doubt_detail();

    @Message("刷新结果")
    String reload();

    @Message("支付尝试编号")
    String attempt_id();

    @Message("消息 ID")
    String message_id();

    @Message("查询物流")
    String see_shipment();

    @Message("消息轨迹")
    String see_trace();

    @Message("物流")
    String shipment();

    @Message("已创建")
    String shipment_created();

    @Message("已搁置，等待处理")
    String shipment_parked();

    @Message("创建中")
    String shipment_under_way();

    @Message("再支付一笔")
    String pay_another();

    @Message("提交时与数据库的连接中断；之后确认本次没有写入任何数据，订单未支付。")
    String rejected_lost_at_commit();

    @Message("本地事务没有按时执行，回查已将其回滚，没有写入任何数据。")
    String rejected_checked_back();

    @Message("支付结果由人工裁定为未支付，没有写入任何数据。")
    String rejected_by_operator();

    @Message("本地事务执行失败并已回滚，没有写入任何数据。")
    String rejected_failed();

    @Message("没有写入任何数据")
    String not_paid();

    @Message("数据库暂时连接不上，或服务正在重启；请求还没有开始处理，订单没有支付。填写的内容还在，可以用同一份表单再试；重复提交只会支付一次。")
    String not_paid_detail();

    @Message("支付结果未知")
    String not_known();

    @Message("处理过程中出现了故障，结果还不清楚。可以用同一份表单再试；已经支付过的，不会重复支付。")
    String not_known_detail();

    @Message("页面已过期，没有支付")
    String stale();

    @Message("填写的内容还在，请再次提交。")
    String stale_detail();

    @Message("表单在提交途中被改动，没有支付")
    String mangled();

    @Message("表单里的 idempotencyKey 不是 UUID，无法分辨一份表单是否提交了两次。这份表单带有新的编号，请重新提交。")
    String mangled_detail();

    @Message("物流服务暂时没有响应")
    String logistics_away();

    @Message("查询的内容还在。物流服务（logistics-native）恢复后再查即可；已支付的订单不受影响。")
    String logistics_away_detail();

    @Message("查询物流")
    String search_again();

    @Message("模拟物流查询")
    String logistic_title();

    @Message("再试只会支付一次：如果这笔订单其实已经支付，会得到同一个结果。")
    String try_again_hint();

    @Message("暂时无法连接数据库")
    String database_away();

    @Message("查询的内容还在，请稍后再试。")
    String database_away_detail();
}
