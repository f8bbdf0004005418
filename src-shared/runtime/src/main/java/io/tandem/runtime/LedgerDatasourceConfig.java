package io.tandem.runtime;

import io.quarkus.datasource.common.runtime.DataSourceUtil;
import io.quarkus.runtime.annotations.ConfigDocDefault;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Where the ledger is. */
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
@ConfigMapping(prefix = "tandem.datasource")
public interface LedgerDatasourceConfig {

    /** The reactive datasource that holds the ledger and the business rows: one database transaction writes both. */
    @WithParentName
    @WithDefault(DataSourceUtil.DEFAULT_DATASOURCE_NAME)
    @ConfigDocDefault("the default datasource")
    String name();
}
