package io.tandem.logistics.web;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the shipment page, in Chinese; English stands in {@code messages/logistics_en.properties}. */
@MessageBundle(value = "logistics", locale = "zh")
public interface LogisticsMessages {
    @Message("模拟物流查询")
    String title();

    @Message("用支付时的用户 ID 和订单号，查看物流信息是否已随订单创建。")
    String lead();

    @Message("用户 ID")
    String user_id();

    @Message("订单号")
    String order_id();

    @Message("查询")
    String search();

    @Message("请先更正以下内容")
    String errors_title();

    @Message("物流信息查询结果为已创建")
    String created();

    @Message("订单已支付，物流信息也已由同一条事务消息创建。")
    String created_detail();

    @Message("物流信息查询结果为未创建")
    String not_created();

    @Message("没有这个用户的这笔已支付订单。支付失败的订单不会有物流。")
    String not_created_detail();

    @Message("创建时间")
    String created_at();

    @Message("支付尝试编号")
    String attempt_id();

    @Message("消息 ID")
    String message_id();

    @Message("第几次投递时创建")
    String delivery_attempt();

    @Message("这条物流没有对应的已支付订单，不应出现。它由消息 {messageId} 创建，请从轨迹查明原因。")
    String stray_detail(String messageId);

    @Message("订单已支付，但它的消息已搁置，需要处理；在那之前不会有物流。")
    String parked_detail();

    @Message("订单已支付，物流正在创建，请稍后再查。")
    String under_way_detail();

    @Message("查看消息轨迹")
    String see_trace();

    @Message("查看搁置的消息")
    String see_parked();
}
