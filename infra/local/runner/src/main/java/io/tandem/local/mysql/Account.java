package io.tandem.local.mysql;

/** A MySQL account. Its text form leaves the password out, so it may stand in a log or a failed assertion. */
public record Account(String user, String password) {

    @Override
    public String toString() {
        return "Account[" + user + "]";
    }
}
