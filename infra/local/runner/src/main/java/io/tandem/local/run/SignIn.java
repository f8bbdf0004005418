package io.tandem.local.run;

/** The demo account, and the key with which both services guard its forms. */
public record SignIn(String user, String password, String csrfKey) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "SignIn[" + user + "]";
    }
}
