package io.tandem.runtime;

import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.credentials.runtime.CredentialsProviderFinder;
import io.quarkus.datasource.runtime.DataSourceRuntimeConfig;
import io.quarkus.datasource.runtime.DataSourcesRuntimeConfig;
import io.quarkus.reactive.datasource.runtime.ReactiveDataSourceUtil;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.tandem.mysql.DatasourcePools;
import io.tandem.mysql.DatasourcePools.Credentials;
import io.tandem.mysql.MySqlPools;
import io.tandem.mysql.MySqlSettings;
import io.vertx.sqlclient.Pool;
import java.util.Optional;
import java.util.function.Function;

/** Makes the pools out of the datasource. */
@Recorder
public class DatasourceRecorder {

    private final RuntimeValue<DataSourcesRuntimeConfig> datasources;
    private final RuntimeValue<MySqlSettings> settings;

    public DatasourceRecorder(
            RuntimeValue<DataSourcesRuntimeConfig> datasources, RuntimeValue<MySqlSettings> settings) {
        this.datasources = datasources;
        this.settings = settings;
    }

    /** What Quarkus asks for the datasource's pool. */
    public Function<SyntheticCreationalContext<DatasourcePools>, DatasourcePools> creator(String datasource) {
        return context -> new DatasourcePools(
                settings.getValue(),
                credentials(datasources.getValue().dataSources().get(datasource)));
    }

    /** The three pools, made when Quarkus makes the datasource's. */
    public Function<SyntheticCreationalContext<MySqlPools>, MySqlPools> pools(String datasource) {
        return context -> {
            ClientProxy.unwrap(context.getInjectedReference(Pool.class, ReactiveDataSourceUtil.qualifier(datasource)));
            return context.getInjectedReference(DatasourcePools.class, ReactiveDataSourceUtil.qualifier(datasource))
                    .pools();
        };
    }

    private static Optional<Credentials> credentials(DataSourceRuntimeConfig config) {
        return config.credentialsProvider()
                .map(name -> new Credentials(
                        CredentialsProviderFinder.find(
                                config.credentialsProviderName().orElse(null)),
                        name));
    }
}
