package io.tandem.acceptance.browser;

import io.tandem.acceptance.Tandem;
import io.tandem.acceptance.Traces;
import io.tandem.acceptance.consistency.Misfits;
import io.tandem.local.fault.RowLock;
import java.time.Duration;

/** Every page that a visitor can come to, and how. */
enum Place {
    SIGN_IN("/login") {
        @Override
        void reach(Visitor visitor) {
            visitor.open("/login");
        }
    },
    SIGN_IN_INCOMPLETE("/login") {
        @Override
        void reach(Visitor visitor) {
            visitor.open("/login").press("登录");
        }
    },
    SIGNED_OUT("/login") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().press("退出登录");
        }
    },
    PAY("/") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/");
        }
    },
    PAY_WITH_ERRORS("/") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().pay("", "abc");
        }
    },
    RESULT_OK("/result/") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().pay(Tandem.freshNumber(), Tandem.freshNumber()).sees("创建支付订单成功！");
        }
    },
    RESULT_FAILED("/result/") {
        @Override
        void reach(Visitor visitor) {
            long orderId = Tandem.freshNumber();
            visitor.signIn()
                    .pay(Tandem.freshNumber(), orderId)
                    .pay(Tandem.freshNumber(), orderId)
                    .sees("创建支付订单失败");
        }
    },
    RESULT_REJECTED("/result/") {
        @Override
        void reach(Visitor visitor) {
            long orderId = Tandem.freshNumber();
            RowLock held = new RowLock(Tandem.stack().database(), orderId);
            try (held) {
                visitor.signIn().pay(Tandem.freshNumber(), orderId).sees("再试一次");
            }
        }
    },
    LOGISTIC("/logistic") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/logistic");
        }
    },
    LOGISTIC_WITH_ERRORS("/logistic") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().query("0", "");
        }
    },
    LOGISTIC_CREATED("/logistic") {
        @Override
        void reach(Visitor visitor) {
            long userId = Tandem.freshNumber();
            long orderId = Tandem.freshNumber();
            visitor.signIn().pay(userId, orderId).awaitShipment(userId, orderId);
        }
    },
    LOGISTIC_NOT_CREATED("/logistic") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().query(Tandem.freshNumber(), Tandem.freshNumber()).sees("物流信息查询结果为未创建");
        }
    },
    TRACE("/trace") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().pay(Tandem.freshNumber(), Tandem.freshNumber());
            visitor.open("/trace").sees("最新消息");
        }
    },
    TRACE_OF_AN_ORDER("/trace") {
        @Override
        void reach(Visitor visitor) {
            long userId = Tandem.freshNumber();
            long orderId = Tandem.freshNumber();
            visitor.signIn().pay(Tandem.freshNumber(), orderId).pay(userId, orderId);
            Traces.awaitSettled(orderId, 2);
            visitor.open("/trace?orderId=" + orderId).sees("订单 " + orderId + " 共有 2 次尝试");
        }
    },
    TRACE_WITH_ERRORS("/trace") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/trace?orderId=x&attemptId=y");
        }
    },
    TRACE_NOT_FOUND("/trace") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/trace?orderId=" + Tandem.freshNumber()).sees("没有查到轨迹");
        }
    },
    CONSISTENCY("/consistency") {
        @Override
        void reach(Visitor visitor) {
            Misfits.paidOrder(Tandem.freshNumber(), Tandem.freshNumber());
            Misfits.parked(Misfits.attemptMade(Duration.ZERO), Tandem.freshNumber(), "{\"version\":9}");
            Misfits.traced(
                    Misfits.attemptMade(Duration.ofMinutes(1)),
                    Tandem.freshNumber(),
                    "LOCAL_TRANSACTION",
                    "IN_DOUBT",
                    Duration.ofMinutes(1));
            visitor.signIn().open("/consistency").sees("一致性检查");
        }
    },
    CONSISTENCY_WITH_ERROR("/consistency") {
        @Override
        void reach(Visitor visitor) {
            Misfits.paidOrder(Tandem.freshNumber(), Tandem.freshNumber());
            visitor.signIn().open("/consistency").press("重新投递所选");
            visitor.page().getByText("请先选择要处理的内容").waitFor();
        }
    },
    TRACE_FILTERED("/trace") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/trace?state=IN_DOUBT&user=4&hours=1").sees("消息轨迹");
        }
    },
    PARKED_LIST("/consistency/parked") {
        @Override
        void reach(Visitor visitor) {
            Misfits.parked(Misfits.attemptMade(Duration.ZERO), Tandem.freshNumber(), "<b>".repeat(200));
            visitor.signIn().open("/consistency/parked?select=all").sees("搁置的消息");
        }
    },
    OPERATOR_LOG("/consistency/log") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/consistency/log").sees("操作日志");
        }
    },
    STATUS("/status") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/status").sees("系统状态");
        }
    },
    ERROR_PAGE("/nowhere") {
        @Override
        void reach(Visitor visitor) {
            visitor.signIn().open("/nowhere").sees("页面不存在");
        }
    };

    final String path;

    Place(String path) {
        this.path = path;
    }

    abstract void reach(Visitor visitor);
}
