package io.tandem.local.run;

/** The demo account, with which people sign in to both services. */
public record SignIn(String user, String password) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "SignIn[" + user + "]";
    }
}
