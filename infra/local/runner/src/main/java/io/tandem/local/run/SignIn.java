package io.tandem.local.run;

/** The demo account. */
public record SignIn(String user, String password) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "SignIn[" + user + "]";
    }
}
