package io.tandem.play.tour;

import io.tandem.play.act.Breakage;
import io.tandem.play.act.Parties;
import java.util.Locale;

/** One step of the tour: who pays for what, and what is broken meanwhile. */
public enum Chapter {
    PAY(Breakage.NONE, 1001, 20001, 1002),
    FAIL(Breakage.TAKEN, 1001, 20001, 1002),
    FOLLOW(Breakage.TRACE, 1001, 20001, 1002),
    COMMIT_LOST(Breakage.COMMIT_LOST_AND_KILLED, 1003, 20002, 0),
    ROLLBACK_LOST(Breakage.DROP_ROLLBACK, 1001, 20001, 1004),
    AWAY(Breakage.ROCKETMQ_AWAY, 1005, 20003, 0);

    private final Breakage breakage;
    private final long user;
    private final long order;
    private final long other;

    Chapter(Breakage breakage, long user, long order, long other) {
        this.breakage = breakage;
        this.user = user;
        this.order = order;
        this.other = other;
    }

    /** As in an address. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public Breakage breakage() {
        return breakage;
    }

    public Parties parties() {
        return new Parties(user, order, other);
    }
}
