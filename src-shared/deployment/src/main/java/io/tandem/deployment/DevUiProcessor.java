package io.tandem.deployment;

import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.tandem.runtime.DevUiAttempts;

/** The card in the Dev UI of a service that sends: topics, attempts under way, in doubt, last check-backs, and the console where there is one. */
class DevUiProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void card(
            TopicsBuildItem topics,
            BuildProducer<CardPageBuildItem> cards,
            BuildProducer<JsonRPCProvidersBuildItem> providers) {
        if (topics.configured().all().isEmpty()) {
            return;
        }
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Attempts")
                .icon("font-awesome-solid:right-left")
                .componentLink("qwc-tandem-attempts.js")
                .staticLabel(Integer.toString(topics.configured().all().size())));
        if (QuarkusClassLoader.isClassPresentAtRuntime("io.tandem.console.trace.Traces")) {
            card.addPage(Page.externalPageBuilder("Console")
                    .icon("font-awesome-solid:scale-balanced")
                    .url("/consistency")
                    .doNotEmbed());
        }
        cards.produce(card);
        providers.produce(new JsonRPCProvidersBuildItem(DevUiAttempts.class));
    }
}
