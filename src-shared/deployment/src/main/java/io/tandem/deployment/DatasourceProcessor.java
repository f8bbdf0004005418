package io.tandem.deployment;

import io.quarkus.arc.BeanDestroyer;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.datasource.common.runtime.DatabaseKind;
import io.quarkus.datasource.runtime.DataSourcesBuildTimeConfig;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.reactive.datasource.deployment.ReactiveDataSourceBuildUtil;
import io.quarkus.reactive.datasource.runtime.DataSourcesReactiveBuildTimeConfig;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.tandem.mysql.DatasourcePools;
import io.tandem.mysql.MySqlPools;
import io.tandem.runtime.DatasourceRecorder;
import io.tandem.runtime.LedgerDatasourceConfig;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassType;

/** The datasource that holds the ledger. */
class DatasourceProcessor {

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void pools(
            LedgerDatasourceConfig config,
            DataSourcesBuildTimeConfig datasources,
            DataSourcesReactiveBuildTimeConfig reactive,
            DatasourceRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        String datasource = config.name();
        check(datasource, datasources, reactive);
        AnnotationInstance qualifier = ReactiveDataSourceBuildUtil.qualifier(datasource);
        beans.produce(SyntheticBeanBuildItem.configure(DatasourcePools.class)
                .addType(MySQLPoolCreator.class)
                .scope(Singleton.class)
                .qualifiers(qualifier)
                .createWith(recorder.creator(datasource))
                .setRuntimeInit()
                .unremovable()
                .done());
        beans.produce(SyntheticBeanBuildItem.configure(MySqlPools.class)
                .scope(Singleton.class)
                .addInjectionPoint(ClassType.create(Pool.class), qualifier)
                .addInjectionPoint(ClassType.create(DatasourcePools.class), qualifier)
                .createWith(recorder.pools(datasource))
                .destroyer(BeanDestroyer.AutoCloseableDestroyer.class)
                .setRuntimeInit()
                .done());
    }

    private static void check(
            String datasource, DataSourcesBuildTimeConfig datasources, DataSourcesReactiveBuildTimeConfig reactive) {
        if (!isReactiveMySql(datasource, datasources, reactive)) {
            throw new ConfigurationException("Tandem keeps its ledger in "
                    + (DataSourceUtil.isDefault(datasource)
                            ? "the default datasource"
                            : "the datasource '" + datasource + "'")
                    + ", which is no reactive datasource of MySQL: set tandem.datasource to one that is, or "
                    + DataSourceUtil.dataSourcePropertyKey(datasource, "db-kind") + "=mysql");
        }
    }

    /** Without a kind Quarkus takes the only one it knows, for the default datasource and as long as no other is named. */
    private static boolean isReactiveMySql(
            String datasource, DataSourcesBuildTimeConfig datasources, DataSourcesReactiveBuildTimeConfig reactive) {
        if (!datasources.dataSources().containsKey(datasource)
                || !reactive.dataSources().get(datasource).reactive().enabled()) {
            return false;
        }
        Optional<String> kind = datasources.dataSources().get(datasource).dbKind();
        return kind.map(DatabaseKind::isMySQL)
                .orElse(DataSourceUtil.isDefault(datasource) && !datasources.hasNamedDataSources());
    }
}
