package io.tandem.deployment.devservices;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;
import io.tandem.local.process.ProjectRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/** Starts MySQL and RocketMQ for dev mode and tests, unless the configuration says where one of them is. */
@BuildSteps(
        onlyIf = {
            IsDevServicesSupportedByLaunchMode.class,
            io.quarkus.deployment.dev.devservices.DevServicesConfig.Enabled.class,
            DevServicesConfig.Enabled.class
        })
class DevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(DevServicesProcessor.class);

    private static final String DATASOURCE = DataSourceUtil.DEFAULT_DATASOURCE_NAME;
    private static final String URL = DataSourceUtil.dataSourcePropertyKey(DATASOURCE, "reactive.url");

    /** What says that there is a MySQL or a RocketMQ already. */
    private static final List<String> GIVEN =
            List.of("MYSQL_HOST", "APP_DEMO_ROCKETMQ_ENDPOINT", URL, "tandem.rocketmq.endpoint");

    @BuildStep
    Optional<DevServicesResultBuildItem> servers(
            LaunchModeBuildItem launchMode,
            OutputTargetBuildItem target,
            Capabilities capabilities,
            DevServicesConfig settings) {
        Config config = ConfigProvider.getConfig();
        Optional<String> given =
                GIVEN.stream().filter(name -> isGiven(config, name)).findFirst();
        if (given.isPresent()) {
            LOG.debugf("Dev Services start no MySQL and no RocketMQ: %s is set", given.get());
            return Optional.empty();
        }
        ConfiguredNames names = ConfiguredNames.in(config);
        List<String> scripts = new ArrayList<>(haveTables(capabilities) ? List.of() : Scripts.ofTheExtension());
        scripts.addAll(Scripts.at(settings.initScriptPath().orElse(List.of())));
        return Optional.of(DevServicesResultBuildItem.owned()
                .feature("tandem")
                .description("MySQL and RocketMQ")
                .serviceConfig(names)
                .startable(() -> LocalServers.forMode(launchMode.isTest(), target.getOutputDirectory(), names, scripts))
                .postStartHook(servers -> LOG.info(servers.greeting()))
                .configProvider(provided(capabilities))
                .build());
    }

    /** The migration program of a checkout makes all; elsewhere a service's own Flyway has the extension's location. */
    private static boolean haveTables(Capabilities capabilities) {
        return ProjectRoot.look().isPresent() || capabilities.isPresent(Capability.FLYWAY);
    }

    /** Under the names of Quarkus and the extension, and under those of the two services' environment. */
    private static Map<String, Function<LocalServers, String>> provided(Capabilities capabilities) {
        Map<String, Function<LocalServers, String>> provided = new HashMap<>();
        if (capabilities.isPresent(Capability.AGROAL)) {
            provided.put(DataSourceUtil.dataSourcePropertyKey(DATASOURCE, "jdbc.url"), LocalServers::jdbcUrl);
        }
        provided.put(URL, LocalServers::databaseUrl);
        provided.put(DataSourceUtil.dataSourcePropertyKey(DATASOURCE, "username"), of("MYSQL_MIGRATE_USER"));
        provided.put(DataSourceUtil.dataSourcePropertyKey(DATASOURCE, "password"), of("MYSQL_MIGRATE_PASSWORD"));
        provided.put("tandem.rocketmq.endpoint", of("APP_DEMO_ROCKETMQ_ENDPOINT"));
        provided.put("MYSQL_USER", of("MYSQL_MIGRATE_USER"));
        provided.put("MYSQL_PASSWORD", of("MYSQL_MIGRATE_PASSWORD"));
        for (String same : List.of(
                "MYSQL_HOST",
                "MYSQL_PORT",
                "MYSQL_DB",
                "APP_DEMO_ROCKETMQ_ENDPOINT",
                "APP_DEMO_USERNAME",
                "APP_DEMO_PASSWORD")) {
            provided.put(same, of(same));
        }
        return provided;
    }

    private static Function<LocalServers, String> of(String variable) {
        return servers -> servers.environment().get(variable);
    }

    /** An expression of which a part is missing gives nothing. */
    private static boolean isGiven(Config config, String name) {
        try {
            return config.getOptionalValue(name, String.class)
                    .filter(value -> !value.isBlank())
                    .isPresent();
        } catch (IllegalArgumentException | NoSuchElementException incomplete) {
            return false;
        }
    }
}
