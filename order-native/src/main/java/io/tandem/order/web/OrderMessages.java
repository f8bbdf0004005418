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

    @Message("订单已写入，消息已提交，物流信息随即创建。")
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

    @Message("处理中")
    String in_doubt();

    @Message("数据库在提交的最后一刻失去了响应。结果很快就会确定，且只会有一个；请稍后刷新查看。")
    String in_doubt_detail();

    @Message("刷新结果")
    String reload();

    @Message("事务编号")
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
}
