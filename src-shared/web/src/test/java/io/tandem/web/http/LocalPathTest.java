package io.tandem.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/logistic",
                "/logistic?userId=1001&orderId=20001",
                "/a%20b",
                "/a+b",
                "/%E6%94%AF%E4%BB%98",
                "/x?next=//elsewhere",
                "/x?u=https://elsewhere/",
                "/100%25"
            })
    void leavesPathsOnThisHostAsTheyAre(String path) {
        assertThat(LocalPath.of(path)).contains(path);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "logistic",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "https://evil.example",
                "https:/evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                " /x",
                "\t//evil.example",
                "/\t/evil.example",
                "/x\r\nSet-Cookie: a=b",
                "/x\u0000",
                "/支付",
                "/%2fevil.example",
                "/%2Fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/%0d%0aSet-Cookie:x",
                "/%252f/evil.example",
                "/%252fevil.example",
                "/%25252fevil.example",
                "/..//evil.example",
                "/./x",
                "/x/..",
                "/%2e%2e/x",
                "/a//b",
                "/%zz",
                "/%",
                "/a b",
                "/[",
                "?x",
                "#x",
                "@evil.example"
            })
    void refusesEverythingThatCouldLeadElsewhere(String path) {
        assertThat(LocalPath.of(path)).isEmpty();
    }

    @Property(tries = 5000)
    void whatIsAcceptedStaysOnTheHost(@ForAll("tricky") String text) {
        URI here = URI.create("http://here.example/login");
        LocalPath.of(text)
                .ifPresent(path ->
                        assertThat(here.resolve(path).getHost()).as(text).isEqualTo("here.example"));
    }

    @Provide
    Arbitrary<String> tricky() {
        return Arbitraries.of(
                        "/",
                        "\\",
                        ".",
                        "..",
                        "%2f",
                        "%5c",
                        "%25",
                        "2f",
                        "@",
                        ":",
                        "?",
                        "#",
                        "a",
                        "evil.example",
                        "\t",
                        "//")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
