package io.tandem.web.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The texts of the shared pages, in Chinese; English stands in {@code messages/web_en.properties}. */
@MessageBundle(value = "web", locale = "zh")
public interface WebMessages {
    @Message("跳到正文")
    String skip();

    @Message("主导航")
    String navigation();

    @Message("已登录：")
    String signed_in_as();

    @Message("退出登录")
    String sign_out();

    @Message("登录")
    String sign_in();

    @Message("用演示账号登录后，即可体验分布式事务的全过程。")
    String sign_in_lead();

    @Message("用户名")
    String username();

    @Message("密码")
    String password();

    @Message("您已登录")
    String signed_in_already();

    @Message("可以直接继续，也可以重新登录。")
    String signed_in_already_detail();

    @Message("继续")
    String go_on();

    @Message("已退出")
    String signed_out();

    @Message("您已安全退出，登录状态在所有服务上均已失效。")
    String signed_out_detail();

    @Message("用户名或密码不正确")
    String sign_in_refused();

    @Message("请检查后重新输入。")
    String sign_in_refused_detail();

    @Message("请填写用户名和密码")
    String sign_in_incomplete();

    @Message("两项都不能为空。")
    String sign_in_incomplete_detail();

    @Message("尝试次数过多")
    String sign_in_blocked();

    @Message("请在 {seconds} 秒后再试。")
    String sign_in_blocked_detail(long seconds);

    @Message("基于 RocketMQ 事务消息的分布式事务")
    String tagline();

    @Message("返回首页")
    String back_home();

    @Message("错误编号")
    String error_id();

    @Message("请求有误")
    String problem_invalid();

    @Message("提交的内容无法识别，请检查后重试。")
    String problem_invalid_detail();

    @Message("无权访问")
    String problem_forbidden();

    @Message("当前账号不能进行此操作。")
    String problem_forbidden_detail();

    @Message("页面不存在")
    String problem_not_found();

    @Message("您访问的地址不存在，可能已被移动或输入有误。")
    String problem_not_found_detail();

    @Message("不支持这种访问方式")
    String problem_method_not_allowed();

    @Message("请从页面上的链接或按钮进入。")
    String problem_method_not_allowed_detail();

    @Message("提交的内容过大")
    String problem_too_large();

    @Message("请缩短内容后重试。")
    String problem_too_large_detail();

    @Message("页面已过期")
    String problem_stale_form();

    @Message("为了您的安全，此次提交未被处理。请重新打开页面后再试。")
    String problem_stale_form_detail();

    @Message("请求来自其他网站")
    String problem_cross_site();

    @Message("为了您的安全，此次提交未被处理。")
    String problem_cross_site_detail();

    @Message("暂时无法提供服务")
    String problem_unavailable();

    @Message("系统的某个部分暂时不可用，请稍后重试。")
    String problem_unavailable_detail();

    @Message("系统出错了")
    String problem_internal();

    @Message("这是我们的问题，已记录下来。如需帮助，请提供下面的编号。")
    String problem_internal_detail();

    @Message("无法完成请求")
    String problem_other();

    @Message("请填写这一项")
    String number_missing();

    @Message("请填写 1 到 9223372036854775807 之间的整数")
    String number_invalid();

    @Message("错误：")
    String error_prefix();

    @Message("复制")
    String copy();

    @Message("已复制")
    String copied();

    @Message("系统状态")
    String status_title();

    @Message("每几秒检查一次。下面是本服务看到的情况。")
    String status_lead();

    @Message("正在检查")
    String status_unknown();

    @Message("系统正常")
    String status_well();

    @Message("健康检查")
    String health();

    @Message(
            "管理端口上的 /q/health/live 说明进程是否还活着（失败时应重启），/q/health/ready 说明是否可以接收请求（MySQL 和 RocketMQ 都有响应时才是 UP），/q/health/started 说明是否启动完毕。管理端口默认只在本机监听。")
    String health_detail();

    @Message("指标")
    String metrics();

    @Message("Prometheus 格式的指标，含义见 docs/operations.md。")
    String metrics_detail();

    @Message("API 文档")
    String api();

    @Message("在浏览器里查看和试用接口，或下载 OpenAPI 文档生成客户端。")
    String api_detail();

    @Message("本服务给程序用的接口。试用时使用您现在的登录；支付是真的支付。")
    String api_lead();

    @Message("下载 OpenAPI 文档")
    String api_document();

    @Message("这一页需要 JavaScript；OpenAPI 文档本身不需要。")
    String api_needs_script();

    @Message("文档")
    String docs();

    @Message(
            "在代码仓库里：README.zh.md（教程）、docs/running.md（本地运行）、docs/operations.md（运维）、docs/glossary.md（术语表）、docs/openapi（接口）。")
    String docs_detail();

    @Message("页脚")
    String footer();

    @Message("登录已过期，没有执行任何操作")
    String session_expired();

    @Message("重新登录后会回到刚才的表单，填写的内容还在。")
    String session_expired_detail();

    @Message("这次提交没有写入任何数据")
    String not_done();

    @Message("您提交的内容还在。可以用同一份表单再试一次。")
    String kept_form();

    @Message("提交的内容")
    String what_was_sent();

    @Message("再试一次")
    String try_again();
}
